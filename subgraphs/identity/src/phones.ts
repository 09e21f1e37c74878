import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** A phone in E.164 as it is stored, or null when no network has such a number. */
export function readPhone(text: string): string | null {
  const phone = parsePhoneNumberFromString(text);
  return phone?.isValid() ? phone.number : null;
}
