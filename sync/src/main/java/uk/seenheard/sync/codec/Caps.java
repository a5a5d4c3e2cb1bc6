package uk.seenheard.sync.codec;

/**
 * How much one incident holds, so that no record stops everybody: {@code sync/PROTOCOL.md}, section
 * 12, states it. Beyond it a change is kept in quarantine by whoever decides at the log's tail, so
 * that every end reads the same; it is never refused at a door, which would block the chain behind
 * it. What people decide at a desk is not counted against it: a full record is reviewed too.
 */
public final class Caps {
  /** Entries: children, adults, statements and whatever else is added. */
  public static final int ENTRIES = 1_000;

  /** Changes that take part in the fold. */
  public static final int CHANGES = 20_000;

  /** Answers that stand. */
  public static final int ANSWERS = 20_000;

  /** UTF-8 bytes of the texts of its changes. */
  public static final long TEXT_BYTES = 32L * 1024 * 1024;

  /** Changes of one author who is not on the incident. */
  public static final int STRANGER_CHANGES = 100;

  /** UTF-8 bytes of the changes of one author who is not on the incident. */
  public static final long STRANGER_BYTES = 256 * 1024;

  /** Of a cap in hundred, from where on it is shown to who records. */
  public static final int SHOWN_PERCENT = 80;

  private Caps() {}
}
