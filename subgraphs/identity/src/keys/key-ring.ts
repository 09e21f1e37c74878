import { deriveKey, openText, sealText } from '../secrets.ts';

/** What a text is sealed for: another purpose, or another row, cannot open it. */
export type SealedFor = {
  /** Such as `signing keys`; each has a key of its own. */
  readonly purpose: string;
  /** Whatever names the row; bound to the text as additional data. */
  readonly row: string;
};

/** Seals under the current key encryption key, and opens what that one or an older one sealed. */
export type KeyRing = {
  /** Version of the key that seals, derived from the key itself: nobody has to count. */
  readonly version: string;
  /** AES-256-GCM, as `<version>.<base64url of nonce, tag and ciphertext>`. */
  seal(sealedFor: SealedFor, text: string): string;
  /** @throws Error when no key is held that sealed it, or when it was changed or moved to another row. */
  open(sealedFor: SealedFor, sealed: string): string;
};

/**
 * @param secrets - The current key encryption key, then those that only open.
 */
export function createKeyRing([current, ...old]: readonly [string, ...string[]]): KeyRing {
  const version = versionOf(current);
  const secrets = new Map([...old.reverse(), current].map((secret) => [versionOf(secret), secret]));
  return {
    version,
    seal: (sealedFor, text) => `${version}.${sealText(keyFor(current, sealedFor), text, bindingOf(sealedFor))}`,
    open(sealedFor, sealed) {
      const [sealedBy = '', bytes] = sealed.split('.');
      if (bytes === undefined) return openUnversioned([...secrets.values()], sealedFor, sealed);
      const secret = secrets.get(sealedBy);
      if (secret === undefined) throw new Error(`No key encryption key of version ${sealedBy} is configured.`);
      return openText(keyFor(secret, sealedFor), bytes, bindingOf(sealedFor));
    },
  };
}

function versionOf(secret: string): string {
  return deriveKey(secret, 'key version').toString('hex', 0, 6);
}

function keyFor(secret: string, { purpose }: SealedFor): Buffer {
  return deriveKey(secret, purpose);
}

function bindingOf({ purpose, row }: SealedFor): string {
  return `${purpose}|${row}`;
}

/** What was sealed before keys had versions: whichever key fits. */
function openUnversioned(secrets: readonly string[], sealedFor: SealedFor, sealed: string): string {
  for (const secret of secrets.toReversed()) {
    try {
      return openText(keyFor(secret, sealedFor), sealed);
    } catch {
      // Sealed under another key; the next may fit.
    }
  }
  throw new Error('No key encryption key is configured that opens this.');
}
