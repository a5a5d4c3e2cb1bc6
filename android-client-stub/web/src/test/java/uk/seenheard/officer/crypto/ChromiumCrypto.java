package uk.seenheard.officer.crypto;

import uk.seenheard.officer.Worker;

/** The shipped functions, called in a browser. */
final class ChromiumCrypto implements ByteCrypto {
  private final Worker worker;

  ChromiumCrypto(Worker worker) {
    this.worker = worker;
  }

  private Object ask(String function, Object... arguments) {
    return worker.ask(function, "", arguments);
  }

  @Override
  public byte[] seal(byte[] key, byte[] nonce, byte[] label, byte[] body) {
    return (byte[]) ask("seal", key, nonce, label, body);
  }

  @Override
  public byte[] open(byte[] key, byte[] nonce, byte[] label, byte[] sealed) {
    return (byte[]) ask("open", key, nonce, label, sealed);
  }

  @Override
  public byte[] freshSecret() {
    return (byte[]) ask("freshSecret");
  }

  @Override
  public byte[] publicKey(byte[] secret) {
    return (byte[]) ask("publicKey", (Object) secret);
  }

  @Override
  public byte[] sign(byte[] secret, byte[] text) {
    return (byte[]) ask("sign", secret, text);
  }

  @Override
  public boolean verify(byte[] key, byte[] text, byte[] signature) {
    return (Boolean) ask("verify", key, text, signature);
  }

  byte[] stretch(char[] passphrase, byte[] salt, int rounds) {
    return (byte[]) ask("stretch", new String(passphrase), salt, rounds);
  }

  byte[] chance(int count) {
    return (byte[]) ask("chance", count);
  }
}
