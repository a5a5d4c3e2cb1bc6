package uk.seenheard.handset.core.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What every {@link Background} does. */
public abstract class BackgroundContract {
  private static final long LONG = 3_600_000;

  protected abstract Background background();

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void clockIsNeverPutBack() {
    long before = background().now();
    for (int i = 0; i < 1_000; i++) {
      long now = background().now();
      assertThat(now).isGreaterThanOrEqualTo(before);
      before = now;
    }
  }

  @Test
  void stepComesAgainNoSoonerThanItAskedFor() throws InterruptedException {
    Background background = background();
    AtomicReference<Long> first = new AtomicReference<>();
    AtomicReference<Long> second = new AtomicReference<>();
    CountDownLatch twice = new CountDownLatch(2);
    Background.Running running =
        background.begin(
            () -> {
              (twice.getCount() == 2 ? first : second).compareAndSet(null, background.now());
              twice.countDown();
              return Optional.of(twice.getCount() == 1 ? 50L : LONG);
            });
    await(twice);
    running.end();

    assertThat(second.get() - first.get()).isGreaterThanOrEqualTo(49);
  }

  @Test
  void wakingCutsTheWaitShortEvenWhileTheStepIsUnderWay() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch woken = new CountDownLatch(1);
    CountDownLatch thrice = new CountDownLatch(3);
    Background.Running running =
        background()
            .begin(
                () -> {
                  begun.countDown();
                  if (thrice.getCount() == 3) {
                    awaitQuietly(woken);
                  }
                  thrice.countDown();
                  return Optional.of(LONG);
                });
    await(begun);
    running.wake();
    woken.countDown();
    while (thrice.getCount() > 1) {
      Thread.onSpinWait();
    }
    running.wake();
    await(thrice);
    running.end();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      await(latch);
    } catch (InterruptedException closing) {
      throw new IllegalStateException(closing);
    }
  }

  @Test
  void stepThatAsksForNoMoreOrEndsItselfIsNotRunAgain() throws InterruptedException {
    AtomicInteger steps = new AtomicInteger();
    CountDownLatch once = new CountDownLatch(1);
    Background.Running running =
        background()
            .begin(
                () -> {
                  steps.incrementAndGet();
                  once.countDown();
                  return Optional.empty();
                });
    await(once);
    running.wake();
    running.end();
    assertThat(steps).hasValue(1);

    AtomicReference<Background.Running> itself = new AtomicReference<>();
    CountDownLatch known = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    AtomicInteger more = new AtomicInteger();
    itself.set(
        background()
            .begin(
                () -> {
                  awaitQuietly(known);
                  more.incrementAndGet();
                  itself.get().end();
                  ended.countDown();
                  return Optional.of(0L);
                }));
    known.countDown();
    await(ended);
    itself.get().end();
    assertThat(more).hasValue(1);
  }

  @Test
  void noStepIsUnderWayOnceItHasEnded() throws InterruptedException {
    AtomicInteger inside = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    Background.Running running =
        background()
            .begin(
                () -> {
                  inside.incrementAndGet();
                  begun.countDown();
                  for (int i = 0; i < 10_000; i++) {
                    Thread.onSpinWait();
                  }
                  inside.decrementAndGet();
                  return Optional.of(0L);
                });
    await(begun);
    running.end();

    assertThat(inside).hasValue(0);
  }
}
