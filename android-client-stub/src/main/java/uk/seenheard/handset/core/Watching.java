package uk.seenheard.handset.core;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import uk.seenheard.handset.core.device.Chance;
import uk.seenheard.handset.core.loop.SyncReport;
import uk.seenheard.handset.core.loop.Watch;
import uk.seenheard.handset.core.transport.Transport;

/** Whether a handset syncs by itself, and the watch that makes it. */
final class Watching {
  private final Transport transport;
  private final Chance chance;
  private volatile Optional<Watch> watch = Optional.empty();

  Watching(Transport transport, Chance chance) {
    this.transport = transport;
    this.chance = chance;
  }

  void begin(
      Supplier<Optional<String>> login,
      Supplier<SyncReport> sync,
      Consumer<SyncReport> told,
      Watch.Times times) {
    end();
    swap(Optional.of(Watch.begin(login, sync, told, transport, chance, times)))
        .ifPresent(Watch::close);
  }

  private synchronized Optional<Watch> swap(Optional<Watch> next) {
    Optional<Watch> before = watch;
    watch = next;
    return before;
  }

  void wake() {
    watch.ifPresent(Watch::wake);
  }

  void end() {
    swap(Optional.empty()).ifPresent(Watch::close);
  }
}
