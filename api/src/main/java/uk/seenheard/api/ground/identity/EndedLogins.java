package uk.seenheard.api.ground.identity;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import uk.seenheard.sync.change.Hash;

/**
 * The logins that somebody has signed out of, each until its own end: whoever copied one while it
 * was good gets nothing with it any more. Kept in the store, so that other processes and the next
 * one know it too. Safe to use from any thread.
 */
public final class EndedLogins {
  private final Map<Hash, Long> ended = new ConcurrentHashMap<>();
  private volatile long allBefore = Long.MIN_VALUE;
  private final List<Consumer<String>> told = new CopyOnWriteArrayList<>();

  /**
   * A login that was signed out of.
   *
   * @param token hash of what of it was signed: another signature of the same is the same login
   * @param person whose it was
   * @param until when it would have ended by itself
   */
  public record Ended(Hash token, String person, long until) {}

  /** The port to what is kept. */
  public interface Register {
    /** Keeps one; keeping it again changes nothing. */
    Future<Void> keep(Ended login);

    /** Those that would still be good at that moment; forgets the others. */
    Future<List<Ended>> standing(long now);
  }

  /** Whether somebody has signed out of this login. */
  boolean has(Hash token) {
    return ended.containsKey(token);
  }

  /** Whether nobody has signed out of any that would still be good. */
  boolean isEmpty() {
    return ended.isEmpty();
  }

  /**
   * Ends every login that was issued before a moment: the clock by which the ends of some were
   * counted, or by which those that were signed out of were forgotten, was wrong.
   */
  public void endAllBefore(long moment) {
    allBefore = Math.max(allBefore, moment);
  }

  /** The moment before which no login was issued that is still good, in whole seconds. */
  long allBefore() {
    return allBefore;
  }

  /** Tells of each login that is ended, whose it was. */
  public void onEnded(Consumer<String> listener) {
    told.add(listener);
  }

  /** Ends a login in this process. */
  public void end(Ended login) {
    if (ended.put(login.token(), login.until()) == null) {
      told.forEach(listener -> listener.accept(login.person()));
    }
  }

  /** Takes what the register has, and forgets what ended by itself. */
  public void learn(List<Ended> standing, long now) {
    standing.forEach(this::end);
    ended.values().removeIf(until -> until <= now);
  }
}
