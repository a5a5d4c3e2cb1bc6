package uk.seenheard.handset.core.loop;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.transport.Transport;

/** Whether a handset syncs by itself, and the run that makes it. */
public final class AutoSync {
  private final Transport transport;
  private final HandsetPorts ports;
  private volatile Optional<AutoSyncRun> run = Optional.empty();

  /** Off, until it is begun. */
  public AutoSync(Transport transport, HandsetPorts ports) {
    this.transport = transport;
    this.ports = ports;
  }

  /**
   * How long it waits.
   *
   * @param jitter the most between a wake-up and the pull, so that those who were woken together do
   *     not come together
   * @param retry the ceiling of the first wait after a loss; it doubles
   * @param look how often it looks when nobody wakes it
   */
  public record Times(long jitter, long retry, long look) {
    /** Up to 2 seconds, from half a second, every five minutes. */
    public static final Times USUAL = new Times(2_000, 500, 300_000);
  }

  /**
   * Begins, in place of what was begun before.
   *
   * @param login the token to listen with, or empty while there is none or no signal
   * @param sync one run of the sync loop
   * @param told hears how each run ended
   */
  public void begin(
      Supplier<Optional<String>> login,
      Supplier<SyncReport> sync,
      Consumer<SyncReport> told,
      Times times) {
    end();
    AutoSyncRun next = new AutoSyncRun(login, sync, told, transport, ports, times);
    next.begin();
    swap(Optional.of(next)).ifPresent(AutoSyncRun::end);
  }

  private synchronized Optional<AutoSyncRun> swap(Optional<AutoSyncRun> next) {
    Optional<AutoSyncRun> before = run;
    run = next;
    return before;
  }

  /** Something was recorded here, or may be fetched again: sync soon. */
  public void wake() {
    run.ifPresent(AutoSyncRun::wake);
  }

  /** Ends, and with it the run that is under way. */
  public void end() {
    swap(Optional.empty()).ifPresent(AutoSyncRun::end);
  }
}
