import { html } from '@caravan/letters/html';
import type { Route, RouteResponse } from '@caravan/subgraph/route';
import type { Deps } from '../deps.ts';
import { page, readForm } from '../pages/page.ts';
import { verifyEmailByLink } from './verification.usecases.ts';

export const verificationPagePath = '/account/verify';

/** The page that a mailed link opens. Opening it uses nothing up: mail scanners open links too. */
export const registrationRoutes: readonly Route<Deps>[] = [
  {
    method: 'GET',
    path: verificationPagePath,
    handle: async (_deps, { query }) => (query.token ? askPage(query.token) : refusalPage('VerificationLinkInvalid')),
  },
  {
    method: 'POST',
    path: verificationPagePath,
    handle: async (deps, request) => {
      const verified = await verifyEmailByLink(deps, { token: readForm(request).get('token') ?? '' });
      return verified.ok ? donePage : refusalPage(verified.errors[0].kind);
    },
  },
];

function askPage(token: string): RouteResponse {
  const content = html`<form method="post" action="verify">
<input type="hidden" name="token" value="${token}">
<p>If you have asked for an account with this email, confirm it. If not, close this page: nothing happens.</p>
<button autofocus>Confirm the email</button>
</form>`;
  return page({ title: 'Confirm your email', content });
}

const donePage = page({
  title: 'Email confirmed',
  content: html`<p>Your account is ready. Sign in with the password you have chosen.</p>`,
});

const refusals = {
  VerificationLinkInvalid: `This link does not work (any more): it was used, is older than a day, or a newer one was
mailed. Ask for a new one, or sign in if you have confirmed the email already.`,
  EmailTaken: 'This email has an account by now. Sign in with it.',
  UsernameTaken: 'Somebody else has this username by now. Register again with another one.',
};

function refusalPage(kind: keyof typeof refusals): RouteResponse {
  const content = html`<p class="refused" role="alert">${refusals[kind]}</p>`;
  return page({ status: 400, title: 'Confirm your email', content });
}
