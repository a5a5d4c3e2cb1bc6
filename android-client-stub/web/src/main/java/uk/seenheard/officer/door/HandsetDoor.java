package uk.seenheard.officer.door;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSByRef;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.device.DeviceClock;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.KeyRefused;
import uk.seenheard.handset.core.keys.KeyWrap;
import uk.seenheard.handset.core.keys.Keyring;
import uk.seenheard.handset.core.keys.Passphrase;
import uk.seenheard.handset.core.keys.PassphraseKeyWrap;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.log.LogStore;
import uk.seenheard.handset.core.store.log.Turn;
import uk.seenheard.officer.crypto.PreparedStretch;
import uk.seenheard.officer.device.BrowserCalls;
import uk.seenheard.officer.device.BrowserPorts;
import uk.seenheard.officer.device.ReadAhead;
import uk.seenheard.officer.kernel.KernelDoor;
import uk.seenheard.officer.store.FileCalls;
import uk.seenheard.officer.transport.FetchCalls;
import uk.seenheard.officer.transport.FetchTransport;
import uk.seenheard.sync.codec.Hex;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.ClockReading;

/**
 * The door through which the worker opens its one handset and tells it what the officer does.
 *
 * <p>In this order: the store is opened on two files, its salt is asked for, the browser stretches
 * the passphrase, the handset is unlocked. Each command runs in a green thread of its own, so that
 * one which waits for the server keeps none of the others waiting.
 */
public final class HandsetDoor {
  private static final String LOCKED = "This handset is locked.";

  private static final ReadAhead FORMS = new ReadAhead();

  private static @Nullable Store store;
  private static @Nullable Commands commands;
  private static @Nullable ScreenLock lock;
  private static @Nullable DeviceClock clock;

  private HandsetDoor() {}

  /** Nothing starts by itself: the worker calls. */
  public static void main(String[] none) {}

  /** Hears the answer to a command. */
  @JSFunctor
  public interface Answered extends JSObject {
    /** As canonical JSON text. */
    void with(String answer);
  }

  /** See {@link KernelDoor#answer}. */
  @JSExport
  public static String answer(String kind, String given) {
    return KernelDoor.answer(kind, given);
  }

  /**
   * Opens the store in two files.
   *
   * @return empty, or what is wrong in words for the officer
   */
  @JSExport
  public static String openStore(FileCalls one, FileCalls two) {
    try {
      store =
          LogStore.open(
              FileCalls.file(one),
              FileCalls.file(two),
              Turn.ALONE,
              () -> {
                one.close();
                two.close();
              });
      return "";
    } catch (RuntimeException fault) {
      return said(fault);
    }
  }

  /**
   * Writes everything that is kept here anew, into files that are empty because the browser took
   * the old ones.
   *
   * @return empty, or what is wrong in words for the officer
   */
  @JSExport
  public static String writeAnew() {
    try {
      opened().scrub();
      return "";
    } catch (RuntimeException fault) {
      return said(fault);
    }
  }

  /**
   * Whether nothing is kept here under any passphrase: never, not any more, or not yet because
   * whoever began was interrupted. The next passphrase is the one that opens it from then on.
   */
  @JSExport
  public static boolean isNew() {
    return !Keyring.isMade(opened());
  }

  /**
   * Reads a form ahead, while the passphrase is typed and nobody waits for anything else.
   *
   * @return whether there may be another
   */
  @JSExport
  public static boolean readAhead() {
    return commands == null && FORMS.next(opened());
  }

  /** Salt and rounds by which the passphrase of this store is stretched: {@code hex rounds}. */
  @JSExport
  public static String salt(BrowserCalls browser) {
    String[] asked = new String[1];
    HandsetPorts asking =
        BrowserPorts.of(
            browser,
            (passphrase, salt, rounds) -> {
              asked[0] = Hex.of(salt) + ' ' + rounds;
              return new byte[32];
            },
            FORMS);
    Passphrase.wrapFor(opened(), new char[0], PassphraseKeyWrap.ROUNDS, asking);
    return asked[0];
  }

  /**
   * Unlocks the handset with the key that the passphrase was stretched into: opens it, or lets
   * whoever locked its screen see it again.
   *
   * @return empty, or what is wrong in words for the officer
   */
  @JSExport
  public static String unlock(
      BrowserCalls browser, FetchCalls fetch, String saltAndRounds, @JSByRef byte[] key) {
    long wall = (long) browser.wall();
    Guesses guesses = Guesses.of(opened()).by(wall);
    guesses.keep(opened());
    if (guesses.waitMillis(wall) > 0) {
      return "That was wrong too often. Try again in "
          + (guesses.waitMillis(wall) / 1000 + 1)
          + " seconds.";
    }
    try {
      int space = saltAndRounds.indexOf(' ');
      PreparedStretch stretched =
          new PreparedStretch(
              bytes(saltAndRounds.substring(0, space)),
              Integer.parseInt(saltAndRounds.substring(space + 1)),
              key);
      HandsetPorts ports = BrowserPorts.of(browser, stretched, FORMS);
      KeyWrap wrap = Passphrase.wrapFor(opened(), new char[0], PassphraseKeyWrap.ROUNDS, ports);
      ScreenLock screen = lock;
      if (screen != null) {
        // The handset stays open under a locked screen, so that it goes on sending.
        Keyring.open(opened(), wrap, ports);
        screen.unlock(now());
        Guesses.NONE.keep(opened());
        return "";
      }
      Waits waits = new Waits();
      Handset handset =
          Handset.open(opened(), wrap, ports, new FetchTransport(fetch, ports.json()), waits);
      commands = new Commands(handset, waits);
      clock = ports.clock();
      lock = new ScreenLock(now());
      Guesses.NONE.keep(opened());
      return "";
    } catch (KeyRefused wrong) {
      guesses.miss(wall).keep(opened());
      return "That is not the passphrase of this phone.";
    } catch (RuntimeException refused) {
      return said(refused);
    }
  }

  /**
   * Does what the officer asks.
   *
   * @param command its name, as {@link Commands} lists them
   * @param given a JSON object
   * @param answered hears {@code {"ok":…}} or {@code {"refused":"words for the officer"}}
   */
  @JSExport
  public static void tell(String command, String given, Answered answered) {
    new Thread(() -> answered.with(told(command, given))).start();
  }

  private static String told(String command, String given) {
    try {
      Commands open = commands;
      ScreenLock screen = lock;
      if (open == null || screen == null) {
        return refused(LOCKED);
      }
      if (command.equals("screen")) {
        return screen(screen, given).canonical();
      }
      // What is typed at the moment when a screen locks is kept, and shown to nobody.
      boolean shows = !List.of("sync", "status", "renew", "draft").contains(command);
      if (shows && screen.isLocked(now())) {
        return refused(LOCKED);
      }
      return Json.object().put("ok", open.tell(command, given)).build().canonical();
    } catch (RuntimeException fault) {
      return refused(said(fault));
    }
  }

  /** Whether the screen is locked, asked, touched or told so: {@code ""}, touch, lock. */
  private static Json screen(ScreenLock screen, String given) {
    if (given.contains("\"lock\"")) {
      screen.lock();
    } else if (given.contains("\"touch\"")) {
      screen.touch(now());
    }
    Json.Obj stands = Json.object().put("locked", screen.isLocked(now())).build();
    return Json.object().put("ok", stands).build();
  }

  private static ClockReading now() {
    DeviceClock running = clock;
    if (running == null) {
      throw new IllegalStateException("the handset is opened first");
    }
    return running.now();
  }

  private static String refused(String words) {
    return Json.object().put("refused", words).build().canonical();
  }

  private static String said(RuntimeException fault) {
    String message = fault.getMessage();
    return message == null ? "This did not work, and it is not known why." : message;
  }

  private static Store opened() {
    Store open = store;
    if (open == null) {
      throw new IllegalStateException("the store is opened first");
    }
    return open;
  }

  private static byte[] bytes(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }
}
