package uk.seenheard.sync.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Letters on their way, which it delivers in any order, or twice, or in part, or not at all. */
final class Network {
  private static final int MOST = 60;
  private static final long TIMEOUT = 15_000;
  private final World world;
  private final List<Letter> underWay = new ArrayList<>();
  private long ids;

  Network(World world) {
    this.world = world;
  }

  /**
   * A request or its answer.
   *
   * @param id the request's, which its answer carries too
   * @param login shown with a request, or an empty text
   * @param status of an answer, 0 for a request
   */
  record Letter(
      long id, Step step, Handset handset, String login, int status, String text, long sentAt) {
    boolean isRequest() {
      return status == 0;
    }

    Letter answer(Step as, int code, String body) {
      return new Letter(id, as, handset, "", code, body, sentAt);
    }
  }

  long request(Step step, Handset handset, String login, String text) {
    ids++;
    send(new Letter(ids, step, handset, login, 0, text, world.now));
    return ids;
  }

  void send(Letter letter) {
    if (world.strikes(Fault.MESSAGE_DROPPED, letter.step(), 12)) {
      return;
    }
    underWay.add(letter);
    if (world.strikes(Fault.MESSAGE_REPEATED, letter.step(), 12)) {
      underWay.add(letter);
    }
    if (underWay.size() > MOST) {
      underWay.remove(0);
    }
  }

  /** Takes a letter from those under way, or empty; nobody waits for ever for an answer. */
  Optional<Letter> next() {
    underWay.removeIf(letter -> world.now - letter.sentAt() > TIMEOUT);
    if (underWay.isEmpty()) {
      return Optional.empty();
    }
    int place = world.calm ? 0 : world.random.nextInt(underWay.size());
    Letter letter = underWay.remove(place);
    if (place > 0) {
      world.met(Fault.MESSAGE_REORDERED, letter.step());
    }
    if (letter.text().length() > 1 && world.strikes(Fault.MESSAGE_TRUNCATED, letter.step(), 25)) {
      int end = 1 + world.random.nextInt(letter.text().length() - 1);
      letter =
          new Letter(
              letter.id(),
              letter.step(),
              letter.handset(),
              letter.login(),
              letter.status(),
              letter.text().substring(0, end),
              letter.sentAt());
    }
    return Optional.of(letter);
  }

  boolean isIdle() {
    return underWay.isEmpty();
  }
}
