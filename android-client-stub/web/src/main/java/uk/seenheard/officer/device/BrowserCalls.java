package uk.seenheard.officer.device;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSObject;
import uk.seenheard.officer.crypto.ByteCrypto;

/** The functions of {@code crypto.js} and {@code browser.js} in the worker that this runs in. */
public interface BrowserCalls extends JSObject {
  /** See {@link ByteCrypto#seal}. */
  @JSByRef
  byte[] seal(
      @JSByRef byte[] key, @JSByRef byte[] nonce, @JSByRef byte[] label, @JSByRef byte[] body);

  /** See {@link ByteCrypto#open}. */
  @JSByRef
  byte @Nullable [] open(
      @JSByRef byte[] key, @JSByRef byte[] nonce, @JSByRef byte[] label, @JSByRef byte[] sealed);

  /** See {@link ByteCrypto#freshSecret}. */
  @JSByRef
  byte[] freshSecret();

  /** See {@link ByteCrypto#publicKey}. */
  @JSByRef
  byte @Nullable [] publicKey(@JSByRef byte[] secret);

  /** See {@link ByteCrypto#sign}. */
  @JSByRef
  byte[] sign(@JSByRef byte[] secret, @JSByRef byte[] text);

  /** See {@link ByteCrypto#verify}. */
  boolean verify(@JSByRef byte[] key, @JSByRef byte[] text, @JSByRef byte[] signature);

  /** That many random bytes. */
  @JSByRef
  byte[] chance(int count);

  /** Milliseconds since 1970 by the wall clock. */
  double wall();

  /** Milliseconds since this worker began. */
  double elapsed();

  /** The local day of a moment as {@code YYYY-MM-DD}, or empty. */
  String day(double millis);
}
