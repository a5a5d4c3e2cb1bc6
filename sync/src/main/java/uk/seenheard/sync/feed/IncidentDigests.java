package uk.seenheard.sync.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.Limits;

/**
 * A page of what somebody's replica should hold, incident by incident in the order of their ids: by
 * it a replica that differs finds out where.
 *
 * @param n the log's position that the server had reached when it answered
 * @param next what the next page is asked for {@code after}; empty on the last page
 * @param feed names the log's life, as {@link PushAnswer#feed} does
 * @param commit the hash of commit {@code n}: the log in which this is so
 */
public record IncidentDigests(
    long n,
    List<Held> incidents,
    Optional<String> next,
    Optional<String> feed,
    Optional<Hash> commit) {
  /** The most incidents of a page. */
  public static final int MAX_INCIDENTS = Limits.DIGESTS;

  /** Copies the list. */
  public IncidentDigests {
    incidents = List.copyOf(incidents);
  }

  /** A page that does not name its commit. */
  public IncidentDigests(
      long n, List<Held> incidents, Optional<String> next, Optional<String> feed) {
    this(n, incidents, next, feed, Optional.empty());
  }

  /**
   * One incident.
   *
   * @param n the last commit that said something about it: beyond the reader's own position, the
   *     two cannot be compared
   * @param changes how many take part in its fold
   * @param frontier of those
   */
  public record Held(String incident, long n, int changes, Hash frontier) {
    private Json.Obj json() {
      return Json.object()
          .put("incident", incident)
          .put("n", n)
          .put("changes", changes)
          .put("frontier", frontier.hex())
          .build();
    }

    private static Held read(WireReader in) {
      return new Held(
          in.text("incident", 36),
          in.whole("n", 0, Long.MAX_VALUE),
          (int) in.whole("changes", 0, Integer.MAX_VALUE),
          in.hash("frontier"));
    }
  }

  /** The message. */
  public Json.Obj json() {
    List<Json> held = new ArrayList<>();
    for (Held one : incidents) {
      held.add(one.json());
    }
    return Json.object()
        .put("n", n)
        .put("incidents", Json.list(held))
        .put("next", next)
        .put("feed", feed)
        .put("commit", commit.map(Hash::hex))
        .build();
  }

  /**
   * Reads a message; members it does not know are left aside.
   *
   * @throws WireFault that names the member at fault
   */
  public static IncidentDigests read(Json value) {
    WireReader in = new WireReader(value);
    List<Held> held = new ArrayList<>();
    for (WireReader one : in.objects("incidents")) {
      held.add(Held.read(one));
    }
    return new IncidentDigests(
        in.whole("n", 0, Long.MAX_VALUE),
        held,
        in.optionalText("next", 36),
        in.optionalText("feed", 64),
        in.optionalHash("commit"));
  }
}
