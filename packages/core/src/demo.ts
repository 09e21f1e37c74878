/** Domain of the email addresses of demo people, whose passwords everybody knows. Nobody else can own one there (RFC 2606). */
export const demoEmailDomain = 'demo.caravan.example';
