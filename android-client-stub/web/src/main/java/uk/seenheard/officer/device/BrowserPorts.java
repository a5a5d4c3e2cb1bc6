package uk.seenheard.officer.device;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.seenheard.handset.core.crypto.Crypto;
import uk.seenheard.handset.core.crypto.Stretch;
import uk.seenheard.handset.core.device.Background;
import uk.seenheard.handset.core.device.FormFiles;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.officer.crypto.ByteCrypto;
import uk.seenheard.officer.crypto.NobleSealer;
import uk.seenheard.officer.crypto.NobleSignatures;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.PlainDigests;
import uk.seenheard.sync.codec.PlainJsonReader;
import uk.seenheard.sync.feed.ClockReading;

/** What a browser's worker offers the handset's core. */
public final class BrowserPorts {
  private static final int BOOT_BYTES = 8;

  private BrowserPorts() {}

  /** The ports of this worker; its own start counts as the device's, a page learns of no other. */
  public static HandsetPorts of(BrowserCalls browser, Stretch stretch, FormFiles forms) {
    String boot = Hex.of(browser.chance(BOOT_BYTES));
    ByteCrypto noble = new Noble(browser);
    NobleSignatures signatures = new NobleSignatures(noble);
    return new HandsetPorts(
        () -> new ClockReading((long) browser.wall(), boot, (long) browser.elapsed()),
        browser::chance,
        new PlainJsonReader(),
        new PlainDigests(),
        new Crypto(new NobleSealer(noble), signatures, signatures, stretch),
        millis -> Optional.of(browser.day(millis)).filter(day -> !day.isEmpty()),
        forms,
        new NoBackground(browser));
  }

  /** The worker's own timer says when to sync: nothing runs beside it. */
  private static final class NoBackground implements Background {
    private final BrowserCalls browser;

    NoBackground(BrowserCalls browser) {
      this.browser = browser;
    }

    @Override
    public long now() {
      return (long) browser.elapsed();
    }

    @Override
    public Running begin(Step step) {
      throw new IllegalStateException("a page's worker has nothing in the background");
    }
  }

  /** The functions of the worker as the adapters take them. */
  private static final class Noble implements ByteCrypto {
    private final BrowserCalls browser;

    Noble(BrowserCalls browser) {
      this.browser = browser;
    }

    @Override
    public byte[] seal(byte[] key, byte[] nonce, byte[] label, byte[] body) {
      return browser.seal(key, nonce, label, body);
    }

    @Override
    public byte @Nullable [] open(byte[] key, byte[] nonce, byte[] label, byte[] sealed) {
      return browser.open(key, nonce, label, sealed);
    }

    @Override
    public byte[] freshSecret() {
      return browser.freshSecret();
    }

    @Override
    public byte @Nullable [] publicKey(byte[] secret) {
      return browser.publicKey(secret);
    }

    @Override
    public byte[] sign(byte[] secret, byte[] text) {
      return browser.sign(secret, text);
    }

    @Override
    public boolean verify(byte[] key, byte[] text, byte[] signature) {
      return browser.verify(key, text, signature);
    }
  }
}
