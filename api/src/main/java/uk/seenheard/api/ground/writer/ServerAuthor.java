package uk.seenheard.api.ground.writer;

import java.security.SecureRandom;
import java.util.List;
import java.util.function.LongSupplier;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeCodec;
import uk.seenheard.sync.change.Draft;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Hex;

/** Writes changes for people who are signed in to this server, with its clocks. */
public final class ServerAuthor {
  /** The form of acts that concern no incident. */
  public static final FormRef LEDGER_FORM = new FormRef("ledger", 1);

  /** How the device of a server process is called: a handset's is a bare UUID. */
  public static final String DEVICE_PREFIX = "server-";

  private final ChangeCodec codec;
  private final String device;
  private final LongSupplier now;
  private final SecureRandom random = new SecureRandom();
  private Hlc hlc = Hlc.ZERO;

  /** For the device that this process is. */
  public ServerAuthor(ChangeCodec codec, String device, LongSupplier now) {
    this.codec = codec;
    this.device = device;
    this.now = now;
  }

  /** Lets what is written from now on be shown after this. */
  public synchronized void seen(Hlc other) {
    hlc = hlc.seen(other, now.getAsLong());
  }

  /** A change by a person. */
  public synchronized Change write(
      String incident, FormRef form, String person, Hash proof, List<Operation> ops) {
    long wall = now.getAsLong();
    hlc = hlc.tick(wall);
    byte[] nonce = new byte[16];
    random.nextBytes(nonce);
    return codec.write(
        new Draft(
            incident,
            form,
            person,
            device,
            proof,
            wall,
            device,
            System.nanoTime() / 1_000_000,
            hlc,
            ops,
            Hex.of(nonce)));
  }

  /** A change as the server puts it into the log. */
  public ServerPiece piece(Change change) {
    return new ServerPiece(
        change.hash(), change.content(), change.incident(), change.author(), "", false);
  }
}
