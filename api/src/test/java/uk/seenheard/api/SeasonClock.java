package uk.seenheard.api;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import uk.seenheard.handset.jvm.seed.Season;

/** The clock of a server at which the demonstration's season is played: it goes with the season. */
public final class SeasonClock implements LongSupplier, Consumer<Optional<Instant>> {
  private final AtomicLong behind =
      new AtomicLong(System.currentTimeMillis() - Season.begins().toEpochMilli());

  @Override
  public long getAsLong() {
    return System.currentTimeMillis() - behind.get();
  }

  /** It is that moment now; where none is said, it is now. */
  @Override
  public void accept(Optional<Instant> moment) {
    long now = System.currentTimeMillis();
    behind.set(moment.map(at -> now - at.toEpochMilli()).orElse(0L));
  }
}
