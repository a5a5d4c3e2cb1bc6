package uk.seenheard.sync.feed;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;
import uk.seenheard.sync.codec.Json;

/** One line of a pull. */
public sealed interface Frame {
  /** The types of lines that this version knows. */
  Set<String> TYPES = Set.of("change", "snapshot", "evict", "through");

  /** The message. */
  Json.Obj json();

  /**
   * A change that the puller may see.
   *
   * @param n the commit that holds it
   * @param i its place in that commit
   * @param device the device whose chain carried it (a server's, for a released change)
   * @param at the server's clock at receipt, milliseconds since 1970
   * @param content exactly as it was hashed
   * @param newer members that this version does not know, a verdict's word that it does not, and
   *     whether {@code at} is doubtful: kept and passed on as they came
   */
  record Change(
      long n,
      int i,
      String device,
      int epoch,
      long seq,
      long at,
      Verdict verdict,
      String content,
      Json.Obj newer)
      implements Frame {
    /** What a line says besides, whose {@code at} a doubted clock wrote. */
    public static final Json.Obj DOUBTFUL = Json.object().put("doubtful", true).build();

    private static final Set<String> KNOWN =
        Set.of("type", "n", "i", "device", "epoch", "seq", "at", "verdict", "content");

    /** A change of this version of the protocol. */
    public Change(
        long n,
        int i,
        String device,
        int epoch,
        long seq,
        long at,
        Verdict verdict,
        String content) {
      this(n, i, device, epoch, seq, at, verdict, content, Json.EMPTY);
    }

    /** Whether the server's clock was doubted when it wrote {@code at}. */
    public boolean isDoubtful() {
      return newer.isTrue("doubtful");
    }

    private static Json.Obj newer(Json.Obj read, Verdict verdict) {
      Json.Builder newer = Json.object();
      read.members()
          .forEach(
              (name, value) -> {
                if (!KNOWN.contains(name) || name.equals("verdict") && verdict == Verdict.UNKNOWN) {
                  newer.put(name, value);
                }
              });
      return newer.build();
    }

    @Override
    public Json.Obj json() {
      Json.Builder json = Json.object();
      json.put("type", "change")
          .put("n", n)
          .put("i", i)
          .put("device", device)
          .put("epoch", epoch)
          .put("seq", seq)
          .put("at", at)
          .put("verdict", verdict.word())
          .put("content", content);
      newer.members().forEach(json::put);
      return json.build();
    }
  }

  /**
   * What follows of this incident, in this page and those after it, is all that the puller may see
   * of it up to commit {@code n}, not what changed. Whoever skips it loses nothing: the changes
   * come as {@link Change} frames.
   *
   * @param changes how many take part in the fold, as the server counts at this moment
   * @param frontier of those; empty when the incident has moved on beyond {@code n}
   */
  record Snapshot(String incident, long n, int changes, Optional<Hash> frontier) implements Frame {
    @Override
    public Json.Obj json() {
      return Json.object()
          .put("type", "snapshot")
          .put("incident", incident)
          .put("n", n)
          .put("changes", changes)
          .put("frontier", frontier.map(Hash::hex))
          .build();
    }
  }

  /**
   * The puller may no longer see this incident: forget what others wrote at once, and what was
   * written here once it is safe, where the page's end vouches for it ({@link Through#evicts}).
   */
  record Evict(String incident) implements Frame {
    /** The text that a server signs for all evictions of a page, in the order of its lines. */
    public static String text(
        String force, String person, String cursor, List<String> incidents, Digests digests) {
      StringBuilder text =
          new StringBuilder("seenheard/evict/1\n")
              .append(force)
              .append('\n')
              .append(person)
              .append('\n')
              .append(Hash.of(cursor, digests).hex());
      incidents.forEach(incident -> text.append('\n').append(incident));
      return text.toString();
    }

    @Override
    public Json.Obj json() {
      return Json.object().put("type", "evict").put("incident", incident).build();
    }
  }

  /**
   * The end of a page: store the frames before it and the cursor in one transaction.
   *
   * @param n the log's position that the cursor has reached
   * @param cursor where the next pull goes on; opaque
   * @param more whether another page is waiting
   * @param digest of all that the puller now holds; empty on a page that is not the last
   * @param feed names the log's life, as {@link PushAnswer#feed} does
   * @param commit the hash of commit {@code n}; on a page that is not the last of a pull, empty
   * @param evicts ES256 over {@link Evict#text} under the server's key, ASN.1 DER, base64url
   *     unpadded: who has it may forget what they wrote themselves in the incidents of this page's
   *     {@link Evict} lines; empty where there is none
   */
  record Through(
      long n,
      String cursor,
      boolean more,
      Optional<Hash> digest,
      Optional<String> feed,
      Optional<Hash> commit,
      Optional<String> evicts)
      implements Frame {
    /** An end that does not name the log's life. */
    public Through(long n, String cursor, boolean more, Optional<Hash> digest) {
      this(n, cursor, more, digest, Optional.empty());
    }

    /** An end that does not name its commit. */
    public Through(
        long n, String cursor, boolean more, Optional<Hash> digest, Optional<String> feed) {
      this(n, cursor, more, digest, feed, Optional.empty(), Optional.empty());
    }

    /** The same end of a page whose evictions are vouched for. */
    public Through vouching(String signature) {
      return new Through(n, cursor, more, digest, feed, commit, Optional.of(signature));
    }

    @Override
    public Json.Obj json() {
      return Json.object()
          .put("type", "through")
          .put("n", n)
          .put("cursor", cursor)
          .put("more", more)
          .put("digest", digest.map(Hash::hex))
          .put("feed", feed)
          .put("commit", commit.map(Hash::hex))
          .put("evicts", evicts)
          .build();
    }
  }

  /**
   * A line of a newer protocol: skipped by who cannot use it, passed on as it came.
   *
   * @param whole the line
   */
  record Unknown(String type, Json.Obj whole) implements Frame {
    /** A line that says nothing but its type. */
    public Unknown(String type) {
      this(type, Json.object().put("type", type).build());
    }

    @Override
    public Json.Obj json() {
      return whole;
    }
  }

  /** Whether this version knows what a line of that type means. */
  static boolean isKnown(String type) {
    return TYPES.contains(type);
  }

  /**
   * Reads a line.
   *
   * @throws WireFault that names the member at fault
   */
  static Frame read(Json value) {
    WireReader in = new WireReader(value);
    String type = in.anyText("type");
    return switch (type) {
      case "change" -> change(in, (Json.Obj) value);
      case "snapshot" ->
          new Snapshot(
              in.text("incident", 36),
              in.whole("n", 0, Long.MAX_VALUE),
              (int) in.whole("changes", 0, Integer.MAX_VALUE),
              in.optionalHash("frontier"));
      case "evict" -> new Evict(in.text("incident", 36));
      case "through" ->
          new Through(
              in.whole("n", 0, Long.MAX_VALUE),
              in.text("cursor", 2_000),
              in.isTrue("more"),
              in.optionalHash("digest"),
              in.optionalText("feed", 64),
              in.optionalHash("commit"),
              in.optionalText("evicts", 200));
      default -> new Unknown(type, (Json.Obj) value);
    };
  }

  private static Change change(WireReader in, Json.Obj read) {
    Verdict verdict = Verdict.read(in.anyText("verdict"));
    return new Change(
        in.whole("n", 1, Long.MAX_VALUE),
        (int) in.whole("i", 0, Integer.MAX_VALUE),
        in.text("device", 64),
        (int) in.whole("epoch", 1, PushRequest.MAX_EPOCH),
        in.whole("seq", 1, Long.MAX_VALUE),
        in.whole("at", Long.MIN_VALUE, Long.MAX_VALUE),
        verdict,
        in.anyText("content"),
        Change.newer(read, verdict));
  }
}
