package uk.seenheard.sync.simulate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.ReplicaDigest;
import uk.seenheard.sync.feed.Verdict;

/**
 * The part of the simulated server that hands over what a person may see, page by page, by the same
 * walk as the server's {@code PullService}: incidents in the order of their ids, each since the
 * cursor, whole, or evicted.
 */
final class PullDesk {
  private static final int PAGE = 6;
  private final Server server;
  private final World world;
  private String walking = "";

  PullDesk(Server server) {
    this.server = server;
    this.world = server.world;
  }

  /** Where a puller stands; {@code serial} makes each one distinct for the oracle. */
  private record Cursor(
      String feedEpoch,
      String person,
      String walker,
      long n,
      long to,
      String incident,
      long placeN,
      int placeI,
      long serial,
      String place) {
    String text() {
      return String.join(
          "|",
          feedEpoch,
          person,
          walker,
          "" + n,
          "" + to,
          incident,
          "" + placeN,
          "" + placeI,
          "" + serial,
          place);
    }

    static Cursor read(String text, String feedEpoch, String person) {
      if (text.isEmpty()) {
        return new Cursor(feedEpoch, person, person, 0, 0, "", 0, -1, 0, "");
      }
      String[] parts = text.split("\\|", -1);
      return new Cursor(
          parts[0],
          parts[1],
          parts[2],
          Long.parseLong(parts[3]),
          Long.parseLong(parts[4]),
          parts[5],
          Long.parseLong(parts[6]),
          Integer.parseInt(parts[7]),
          Long.parseLong(parts[8]),
          parts[9]);
    }
  }

  /** Answers a pull whose text is a cursor. */
  void receive(Network.Letter letter) {
    Optional<Tokens.Shown> login = Tokens.read("login", letter.login());
    if (login.isEmpty() || login.get().until() < world.now) {
      if (login.isPresent()) {
        world.met(Fault.LOGIN_EXPIRED, Step.PULL);
      }
      answer(letter, 401, server.feedEpoch());
    } else if (server.revoked.containsKey(login.get().person())) {
      world.met(Fault.ACCOUNT_REVOKED, Step.PULL);
      answer(letter, 403, server.feedEpoch());
    } else {
      Cursor cursor;
      String[] parts = letter.text().split("~", -1);
      try {
        cursor = Cursor.read(parts[0], server.feedEpoch(), login.get().person());
        if (parts.length != 3) {
          throw new IllegalArgumentException("cut off");
        }
      } catch (RuntimeException cutOff) {
        answer(letter, 400, "malformed");
        return;
      }
      boolean anothers = !cursor.person().equals(login.get().person());
      boolean ours = server.holds(cursor.place()) && server.holds(parts[1]);
      if (anothers || !ours || !cursor.feedEpoch().equals(server.feedEpoch())) {
        answer(letter, 400, "cursor-refused");
      } else {
        page(letter, cursor, login.get().person());
      }
    }
  }

  private void answer(Network.Letter letter, int status, String text) {
    world.network.send(letter.answer(Step.PAGE, status, text));
  }

  private void page(Network.Letter letter, Cursor cursor, String person) {
    walking = person;
    Projection projection = server.projection();
    long to = cursor.to() > 0 ? cursor.to() : projection.applied();
    boolean behind = to > projection.applied() || cursor.n() > projection.applied();
    if (behind || projection.isHalfWay()) {
      // Whoever asks waits until the log's last commit is in it, and gets nothing of the next.
      answer(letter, 503, "");
      return;
    }
    List<Frame> frames = new ArrayList<>();
    for (Projection.Card card : projection.cards().tailMap(cursor.incident(), true).values()) {
      boolean resumed = card.incident.equals(cursor.incident());
      if (resumed && cursor.placeN() == 0) {
        continue;
      }
      boolean saw = cursor.n() > 0 && card.wasOpenTo(cursor.person(), cursor.n());
      boolean sees = card.isOpenTo(person, to);
      if (!sees && saw) {
        if (!resumed) {
          frames.add(new Frame.Evict(card.incident));
        }
      } else if (sees) {
        boolean since =
            saw && card.isOpenSince(cursor.person(), cursor.n()) && cursor.person().equals(person);
        long fromN = resumed ? cursor.placeN() : since ? cursor.n() : 0;
        int fromI = resumed ? cursor.placeI() : Integer.MAX_VALUE;
        for (Projection.Filed one : card.filed) {
          boolean after = one.n() > fromN || one.n() == fromN && one.i() > fromI;
          if (after && one.n() <= to && shown(one, person)) {
            if (frames.size() >= PAGE) {
              pause(letter, cursor, to, card.incident, frames);
              return;
            }
            frames.add(frame(one));
          }
        }
      }
      if (frames.size() >= PAGE) {
        String next = serial(cursor, cursor.person(), cursor.n(), to, card.incident, 0, -1).text();
        send(letter, frames, end(cursor.n(), next, true, Optional.empty()));
        return;
      }
    }
    finish(letter, cursor, person, to, frames);
  }

  private static boolean shown(Projection.Filed one, String person) {
    return one.entry().verdict() == Verdict.APPLIED
        || one.entry().verdict() == Verdict.QUARANTINED && one.entry().person().equals(person);
  }

  private static Frame frame(Projection.Filed one) {
    return new Frame.Change(
        one.n(),
        one.i(),
        one.device(),
        one.epoch(),
        one.seq(),
        one.at(),
        one.entry().verdict(),
        one.entry().content());
  }

  private void pause(
      Network.Letter letter, Cursor cursor, long to, String incident, List<Frame> frames) {
    Frame.Change last = (Frame.Change) lastChange(frames, incident);
    Cursor next =
        last == null
            ? serial(cursor, cursor.person(), cursor.n(), to, before(incident), 0, -1)
            : serial(cursor, cursor.person(), cursor.n(), to, incident, last.n(), last.i());
    send(letter, frames, end(cursor.n(), next.text(), true, Optional.empty()));
  }

  /** The last frame, when it is a change of that incident. */
  private @org.jspecify.annotations.Nullable Frame lastChange(List<Frame> frames, String incident) {
    Frame last = frames.get(frames.size() - 1);
    boolean same =
        last instanceof Frame.Change change
            && world
                .read(change.content())
                .fold(read -> read.incident(), nonsense -> Server.LEDGER)
                .equals(incident);
    return same ? last : null;
  }

  /** The place after everything before an incident. */
  private String before(String incident) {
    String lower = server.projection().cards().lowerKey(incident);
    return lower == null ? "" : lower;
  }

  private Cursor serial(
      Cursor cursor, String person, long n, long to, String incident, long placeN, int placeI) {
    return new Cursor(
        cursor.feedEpoch(),
        person,
        walking,
        n,
        to,
        incident,
        placeN,
        placeI,
        world.oracle.serial(),
        server.place(judged(Math.max(n, to))));
  }

  /** By the cards, which have come as far as they have, it was judged what is in sight. */
  private long judged(long target) {
    return world.mutation == Mutation.CURSOR_OF_ITS_TARGET ? target : server.projection().applied();
  }

  private void finish(
      Network.Letter letter, Cursor cursor, String person, long to, List<Frame> frames) {
    Projection projection = server.projection();
    Cursor next = serial(cursor, person, to, 0, "", 0, -1);
    world.oracle.promised(next.text(), truth(person, to));
    boolean more = projection.applied() > to;
    Optional<Hash> digest = more ? Optional.empty() : Optional.of(digest(person, to));
    send(
        letter,
        frames,
        new Frame.Through(
            to,
            next.text(),
            more,
            digest,
            Optional.of(server.feedEpoch()),
            to == 0 ? Optional.empty() : Optional.of(server.log.get((int) to - 1).hash()),
            Optional.empty()));
  }

  private Frame.Through end(long n, String cursor, boolean more, Optional<Hash> digest) {
    return new Frame.Through(n, cursor, more, digest, Optional.of(server.feedEpoch()));
  }

  private Hash digest(String person, long to) {
    Map<String, Hash> held = new TreeMap<>();
    for (Projection.Card card : server.projection().cards().values()) {
      if (card.isOpenTo(person, to) && !card.appliedUpTo(to).isEmpty()) {
        held.put(card.incident, card.frontier(to));
      }
    }
    return ReplicaDigest.of(held, World.DIGESTS).hash();
  }

  /** What a person may see up to a commit, read from the log itself and from nothing derived. */
  private Map<String, Set<Hash>> truth(String person, long to) {
    Projection plain = new Projection(world, false);
    Map<String, Set<Hash>> visible = new LinkedHashMap<>();
    server.wholeLog(server.projection().applied()).forEach(commit -> plain.apply(commit));
    for (Projection.Card card : plain.cards().values()) {
      if (card.isOpenTo(person, to)) {
        visible.put(card.incident, card.appliedUpTo(to));
      }
    }
    return visible;
  }

  private void send(Network.Letter letter, List<Frame> frames, Frame.Through through) {
    long applied = server.projection().applied();
    Set<String> handed = Sighted.incidents(world, frames);
    if (!through.more() || world.mutation != Mutation.LOOK_WITH_THE_LAST_PAGE) {
      server.looked(walking, handed, applied);
    }
    Sighted.onlyWhoIsOnIt(world, () -> server.wholeLog(applied), walking, applied, frames);
    Sighted.everyReadHasItsLook(server, walking, handed, applied);
    StringBuilder lines = new StringBuilder();
    frames.forEach(frame -> lines.append(frame.json().canonical()).append('\n'));
    answer(letter, 200, lines.append(through.json().canonical()).append('\n').toString());
  }
}
