import { newId } from '@caravan/core/ids';
import { anonymous } from '@caravan/core/principal';
import { type Html, html } from '@caravan/letters/html';
import type { Route, RouteResponse } from '@caravan/subgraph/route';
import type { Deps } from '../deps.ts';
import { page, readForm } from '../pages/page.ts';
import type { ResetPasswordError } from './passwords.domain.ts';
import { resetPassword } from './usecases/reset-password.ts';

export const resetPagePath = '/account/reset';

/** The page that a mailed reset link opens. Opening it uses nothing up: mail scanners open links too. */
export const passwordRoutes: readonly Route<Deps>[] = [
  {
    method: 'GET',
    path: resetPagePath,
    handle: async (_deps, { query }) => formPage({ token: query.token ?? '', problems: [] }),
  },
  {
    method: 'POST',
    path: resetPagePath,
    handle: async (deps, request) => {
      const form = readForm(request);
      const [token, newPassword] = [form.get('token') ?? '', form.get('newPassword') ?? ''];
      const userAgent = request.headers['user-agent'] ?? null;
      const caller = { principal: anonymous, requestId: newId(), clientAddress: request.clientAddress, userAgent };
      const result = await resetPassword(deps, { caller, token, newPassword });
      return result.ok ? donePage() : formPage({ token, problems: result.errors });
    },
  },
];

function formPage({ token, problems }: { token: string; problems: readonly ResetPasswordError[] }): RouteResponse {
  const [first] = problems;
  const isOver = token === '' || first?.kind === 'ResetInvalid';
  const refusals = problems.map((problem) => html`<p class="refused" role="alert">${textOf(problem)}</p>`);
  const status = first ? (first.kind === 'RateLimited' ? 429 : 400) : isOver ? 400 : 200;
  return page({ status, title: 'New password', content: isOver ? overText : form({ token, refusals }) });
}

function form({ token, refusals }: { token: string; refusals: readonly Html[] }): Html {
  return html`${refusals}
<form method="post" action="reset">
<input type="hidden" name="token" value="${token}">
<label for="newPassword">Choose a new password</label>
<input id="newPassword" name="newPassword" type="password" autocomplete="new-password" minlength="8" required autofocus>
<button>Set the password</button>
</form>
<p>8 characters or more, with an upper-case letter, a lower-case letter and a digit. You will be signed out everywhere.</p>`;
}

const overText = html`<p class="refused" role="alert">This link does not work (any more): it was used, is older than an
hour, or a newer one was mailed. Ask for a new one.</p>`;

function donePage(): RouteResponse {
  const content = html`<p>Your password is changed, and you are signed out everywhere. Sign in with the new one.</p>`;
  return page({ title: 'Password changed', content });
}

function textOf(problem: ResetPasswordError): string {
  switch (problem.kind) {
    case 'InvalidInput':
      return problem.message;
    case 'RateLimited':
      return `Too many tries; wait ${problem.retryAfterSeconds} seconds.`;
    case 'ResetInvalid':
      return 'This link does not work (any more).';
  }
}
