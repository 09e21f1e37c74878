import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Whom a broker lets in, and the file with the certificate that it is known by. */
export type KafkaSecurity = { readonly username: string; readonly password: string; readonly caFile: string };

const storePassword = 'of-the-test-broker';

/** Makes a certificate for 127.0.0.1 with Java's own tool, for TLS and users of a test broker. */
export function makeKafkaSecurity(folder: string): KafkaSecurity {
  const keystore = ['-keystore', join(folder, 'broker.p12'), '-storepass', storePassword, '-alias', 'broker'];
  const subject = ['-dname', 'CN=127.0.0.1', '-ext', 'san=ip:127.0.0.1'];
  const caFile = join(folder, 'broker.pem');
  const quietly = { stdio: 'ignore' } as const;
  execFileSync('keytool', ['-genkeypair', '-keyalg', 'EC', '-validity', '2', ...subject, ...keystore], quietly);
  execFileSync('keytool', ['-exportcert', '-rfc', '-file', caFile, ...keystore], quietly);
  return { username: 'caravan', password: 'of-the-test', caFile };
}

/** Users for SCRAM are written when the storage is formatted. */
export function scramArguments({ username, password }: KafkaSecurity): string[] {
  return ['SCRAM-SHA-256', 'SCRAM-SHA-512'].flatMap((mechanism) => [
    '--add-scram',
    `${mechanism}=[name=${username},password=${password}]`,
  ]);
}

/** The listener for clients with TLS, and PLAIN or SCRAM. */
export function securityProperties({ username, password, caFile }: KafkaSecurity): Record<string, string> {
  const security = 'org.apache.kafka.common.security';
  const asItself = `username="${username}" password="${password}"`;
  return {
    'listener.security.protocol.map': 'PLAINTEXT:SASL_SSL,CONTROLLER:PLAINTEXT',
    'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    'listener.name.plaintext.plain.sasl.jaas.config': `${security}.plain.PlainLoginModule required ${asItself} user_${username}="${password}";`,
    'listener.name.plaintext.scram-sha-256.sasl.jaas.config': `${security}.scram.ScramLoginModule required;`,
    'listener.name.plaintext.scram-sha-512.sasl.jaas.config': `${security}.scram.ScramLoginModule required;`,
    'ssl.keystore.type': 'PKCS12',
    'ssl.keystore.location': caFile.replace(/pem$/, 'p12'),
    'ssl.keystore.password': storePassword,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': caFile,
  };
}
