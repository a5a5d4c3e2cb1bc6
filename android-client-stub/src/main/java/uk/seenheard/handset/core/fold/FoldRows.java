package uk.seenheard.handset.core.fold;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.KeyRefused;
import uk.seenheard.handset.core.keys.Keyring;
import uk.seenheard.handset.core.keys.SealingKey;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.UnreadableJson;
import uk.seenheard.sync.merge.Frontier;

/**
 * The sealed folds: of an incident everything that its fold takes, in one row under the incident's
 * key, beside the changes that it was made of.
 *
 * <p>A row holds the changes as they were read, not what the fold made of them: the fold is always
 * this version's own. One that does not open, was written by another version, or does not hold what
 * it says is as good as none: then a look reads change by change.
 */
public final class FoldRows {
  /**
   * The form of a row, and which versions of {@code ChangeCodec} read a content into the same
   * change. To be raised when either becomes another: {@code FoldRowsTest} notices.
   */
  static final int VERSION = 1;

  /** What is longer is not kept: a look at it takes its time as before. */
  private static final int MAX_BYTES = 4 << 20;

  private static final String LABEL = "fold/";

  private final Keyring keys;
  private final HandsetPorts ports;

  /** Under the keys of this ring. */
  public FoldRows(Keyring keys, HandsetPorts ports) {
    this.keys = keys;
    this.ports = ports;
  }

  /**
   * What a row holds.
   *
   * @param unsent those of the changes that were not known to be at the server then
   * @param stands whether nothing of the incident moved since: then this is all that there is to
   *     show, and nothing of it is in quarantine
   */
  public record Held(List<TakenChange> changes, Set<Hash> unsent, boolean stands) {
    /** Copies both. */
    public Held {
      changes = List.copyOf(changes);
      unsent = Set.copyOf(unsent);
    }
  }

  /** The row of an incident, or empty where there is none that this version trusts. */
  public Optional<Held> find(Rows rows, String incident) {
    Optional<byte[]> sealed = rows.get(Space.FOLD, incident);
    Optional<SealingKey> key =
        sealed.isPresent() ? keys.find(rows, incident) : Optional.<SealingKey>empty();
    if (!sealed.isPresent() || !key.isPresent()) {
      return Optional.empty();
    }
    try {
      byte[] plain = key.get().open(LABEL + incident, sealed.get());
      return read(new ChangeReader(plain), rows.text(Space.FOLD_STANDS, incident));
    } catch (KeyRefused
        | UnreadableJson
        | IllegalArgumentException
        | IndexOutOfBoundsException damaged) {
      return Optional.empty();
    }
  }

  static Optional<Held> read(ChangeReader in, Optional<String> standing) {
    if (in.count() != VERSION) {
      return Optional.empty();
    }
    String of = in.text();
    int count = in.count();
    List<TakenChange> changes = new ArrayList<>();
    List<Hash> unsent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Hash hash = in.hash();
      if (in.flag()) {
        unsent.add(hash);
      }
      changes.add(
          new TakenChange(hash, in.flag() ? Optional.of(in.change(hash)) : Optional.empty()));
    }
    return in.isAtEnd()
        ? Optional.of(
            new Held(changes, Set.copyOf(unsent), standing.filter(of::equals).isPresent()))
        : Optional.empty();
  }

  /**
   * Keeps a row in place of the one before, within the transaction that shows what it holds.
   *
   * @param isWhole whether the changes are all that there is to show, and nothing is in quarantine
   */
  public void keep(
      WritableRows rows,
      String incident,
      List<TakenChange> changes,
      Predicate<Hash> isUnsent,
      boolean isWhole) {
    Optional<SealingKey> key = keys.find(rows, incident);
    if (!key.isPresent()) {
      return;
    }
    TreeSet<Hash> hashes = new TreeSet<>();
    changes.forEach(taken -> hashes.add(taken.hash()));
    String of = Frontier.of(hashes, ports.digests()).hex();
    byte[] plain = bytes(changes, of, isUnsent);
    if (plain.length > MAX_BYTES) {
      return;
    }
    rows.put(Space.FOLD, incident, key.get().seal(LABEL + incident, plain));
    if (isWhole) {
      rows.put(Space.FOLD_STANDS, incident, of);
    } else {
      rows.delete(Space.FOLD_STANDS, incident);
    }
  }

  static byte[] bytes(List<TakenChange> changes, String of, Predicate<Hash> isUnsent) {
    ChangeWriter out = new ChangeWriter();
    out.number(VERSION);
    out.text(of);
    out.number(changes.size());
    for (TakenChange taken : changes) {
      out.hash(taken.hash());
      out.flag(isUnsent.test(taken.hash()));
      out.flag(taken.change().isPresent());
      taken.change().ifPresent(out::change);
    }
    return out.toArray();
  }
}
