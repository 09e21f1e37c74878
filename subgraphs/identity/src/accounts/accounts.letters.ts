type Letter = { readonly subject: string; readonly body: string };

/** Texts of the mails about accounts. */
export function verificationLetter(details: {
  username: string;
  code: string;
  hours: number;
  phoneLeftOut: boolean;
}): Letter {
  const { username, code, hours, phoneLeftOut } = details;
  return {
    subject: 'Your Caravan code',
    body: [
      `Your code is ${code}. It confirms the email of the account "${username}" and works for ${hours} hours.`,
      ...(phoneLeftOut ? ['The phone number you gave belongs to another account, so it was left out.'] : []),
      `If you did not ask for the account "${username}", ignore this mail.`,
    ].join('\n\n'),
  };
}

export function takenEmailLetter({ username }: { username: string }): Letter {
  return {
    subject: 'You have a Caravan account already',
    body: [
      `Somebody, perhaps you, asked for a new account with this email. It belongs to the account "${username}" already: log in with it.`,
      'If it was not you, nothing needs to be done. Nobody was told that the account exists.',
    ].join('\n\n'),
  };
}

export function lockedLetter({ username, minutes }: { username: string; minutes: number }): Letter {
  return {
    subject: 'Your Caravan account is locked for a while',
    body: [
      `Many log-ins to the account "${username}" in a row had a wrong password. It is locked for ${minutes} minutes, also for the right one.`,
      'If it was not you, your password is still safe as long as nobody else knows it.',
    ].join('\n\n'),
  };
}
