package uk.seenheard.api.ground.work;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.ground.writer.CallerContext;

/**
 * What is costly to make, made once however many ask for it at the same time, and kept within a
 * bound for those who ask next. The key has to hold everything that it depends on, and what its
 * reader may see first of all: whoever asks by an equal key is given the same.
 *
 * <p>Safe to use from any thread; what comes of it arrives on the context that asked.
 *
 * @param <K> by what it is asked for; with a value's equality
 * @param <V> what is made
 */
public final class MadeOnce<K, V> {
  private final Vertx vertx;
  private final Cache<K, V> kept;
  private final Map<K, Making<V>> making = new HashMap<>();
  private long made;
  private long given;

  /** One that is being made, for all who asked meanwhile. */
  private record Making<V>(Future<V> value) {}

  /**
   * Keeps as much as that.
   *
   * @param most weight of all together
   * @param weight of one
   */
  public MadeOnce(Vertx vertx, long most, ToIntFunction<? super V> weight) {
    this.vertx = vertx;
    this.kept =
        Caffeine.newBuilder()
            .maximumWeight(most)
            .weigher((K key, V value) -> weight.applyAsInt(value))
            .executor(Runnable::run)
            .build();
  }

  /** Texts, by their characters: of a heap, a sixteenth, 32 million at most. */
  public static <K> MadeOnce<K, List<String>> texts(Vertx vertx) {
    long most = Math.min(32L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 16);
    return new MadeOnce<>(
        vertx, most, text -> 1_000 + text.stream().mapToInt(String::length).sum());
  }

  /** What is kept, or being made for somebody else; else what is made now. */
  public Future<V> of(K key, Supplier<Future<V>> make) {
    CallerContext.Answer<V> answer = CallerContext.here(vertx);
    Making<V> mine;
    boolean first = false;
    synchronized (this) {
      @Nullable V known = kept.getIfPresent(key);
      if (known != null) {
        given++;
        return Future.succeededFuture(known);
      }
      @Nullable Making<V> before = making.get(key);
      if (before == null) {
        first = true;
        made++;
        mine = new Making<>(begun(make));
        making.put(key, mine);
      } else {
        given++;
        mine = before;
      }
    }
    if (first) {
      Making<V> own = mine;
      mine.value().onComplete(done -> done(key, own, done.succeeded() ? done.result() : null));
    }
    answer.complete(mine.value());
    return answer.future();
  }

  private static <V> Future<V> begun(Supplier<Future<V>> make) {
    try {
      return make.get();
    } catch (RuntimeException refused) {
      return Future.failedFuture(refused);
    }
  }

  /** What was forgotten meanwhile is given to those who asked for it, and kept for nobody. */
  private synchronized void done(K key, Making<V> own, @Nullable V value) {
    if (making.remove(key, own) && value != null) {
      kept.put(key, value);
    }
  }

  /** Forgets everything: something that may be in any of it was erased. */
  public synchronized void clear() {
    making.clear();
    kept.invalidateAll();
  }

  /** How often something was made. */
  public synchronized long made() {
    return made;
  }

  /** How often what was made for another was given. */
  public synchronized long given() {
    return given;
  }

  /** What is kept now, by weight. */
  public long weight() {
    kept.cleanUp();
    return kept.policy().eviction().map(by -> by.weightedSize().orElse(0)).orElse(0L);
  }
}
