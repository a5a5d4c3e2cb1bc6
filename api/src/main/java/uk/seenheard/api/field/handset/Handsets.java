package uk.seenheard.api.field.handset;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.seenheard.api.ground.clock.Mend;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.api.ground.follow.LedgerFollower;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.identity.ShiftPass;
import uk.seenheard.sync.review.DeviceKnown;

/**
 * What this process hears of handsets, gathered in memory and written into the register twice a
 * second: whoever hands over words never waits for the register, and a storm of a thousand handsets
 * costs it one write. What is lost when a process dies is heard again at the next contact.
 */
public final class Handsets implements LedgerFollower {
  private static final Logger LOG = LoggerFactory.getLogger(Handsets.class);
  private static final long WRITE_MILLIS = 500;
  private static final int MOST_WAITING = 20_000;
  private static final int TRIES = 5;

  private final HandsetRegister register;
  private final Map<String, Handset> waiting = new HashMap<>();
  private Map<String, Handset> underWay = Map.of();
  private Future<Void> writing = Future.succeededFuture();

  /** Over the register of a force. */
  public Handsets(HandsetRegister register) {
    this.register = register;
  }

  /** Writes what was heard from now on, until the server closes. */
  public void start(Vertx vertx) {
    vertx.setPeriodic(
        WRITE_MILLIS,
        timer ->
            write()
                .onFailure(away -> LOG.warn("handsets are written down later: the store is away")));
  }

  /**
   * Somebody began a shift: written down before it is answered, because what comes later under an
   * earlier pass is ruled on by it.
   */
  public Future<Void> began(ShiftPass pass) {
    heard(Handset.unknown(pass.device()).with(shift(pass)));
    return write();
  }

  /** Whose a device is, with everything that this process has heard. */
  public Future<DeviceKnown> known(String device) {
    return register
        .find(Set.of(device))
        .map(
            found -> {
              Handset kept =
                  Optional.ofNullable(found.get(device))
                      .map(HandsetRegister.Kept::handset)
                      .orElseGet(() -> Handset.unknown(device));
              synchronized (waiting) {
                Handset heard = waiting.get(device);
                Handset written = underWay.get(device);
                Handset all = written == null ? kept : kept.merged(written);
                return (heard == null ? all : all.merged(heard)).known();
              }
            });
  }

  /**
   * A device handed something over, or asked.
   *
   * @param pass the shift pass that it named last, when that is genuine
   * @param written the passes under which what it handed over is in the log
   */
  public void spoke(
      String device,
      Optional<ShiftPass> pass,
      List<DeviceKnown.Hand> written,
      Handset.Contact contact) {
    DeviceKnown known = DeviceKnown.NOTHING;
    for (DeviceKnown.Hand hand : written) {
      known = known.after(hand, contact.epoch());
    }
    Handset line = Handset.unknown(device).with(known).with(contact);
    heard(pass.filter(p -> p.device().equals(device)).map(p -> line.with(shift(p))).orElse(line));
  }

  /** A push showed that a copy of a device exists. */
  public void forked(String device, long at) {
    heard(Handset.unknown(device).forked(at));
  }

  private static Handset.Shift shift(ShiftPass pass) {
    return new Handset.Shift(pass.person(), pass.team(), pass.issuedAt(), pass.leaseUntil());
  }

  /** Something else was learned of a device. */
  void heard(Handset line) {
    synchronized (waiting) {
      if (waiting.size() < MOST_WAITING || waiting.containsKey(line.device())) {
        waiting.merge(line.device(), line, Handset::merged);
      }
    }
  }

  /** Follows the ledger for mends of the times that a wrong clock wrote. */
  @Override
  public Future<Void> follow(List<LedgerAct> acts) {
    Future<Void> done = Future.succeededFuture();
    for (LedgerAct act : acts) {
      if (act.act().equals(Mend.ACT)) {
        Mend mend = Mend.of(act.n(), act.at(), act.with());
        synchronized (waiting) {
          waiting.replaceAll((device, line) -> line.mended(mend));
        }
        done = done.compose(before -> mend(mend, ""));
      }
    }
    return done;
  }

  private Future<Void> mend(Mend mend, String after) {
    return register
        .page(Set.of(Grant.WHOLE_FORCE), after, HandsetRegister.MOST)
        .compose(
            page ->
                mend(mend, page, 1)
                    .compose(
                        done ->
                            page.size() < HandsetRegister.MOST
                                ? Future.succeededFuture()
                                : mend(mend, page.get(page.size() - 1).device())));
  }

  private Future<Void> mend(Mend mend, List<Handset> page, int attempt) {
    List<String> devices = page.stream().map(Handset::device).collect(Collectors.toList());
    return register
        .find(devices)
        .compose(
            known -> {
              List<HandsetRegister.Kept> mended = new ArrayList<>();
              for (HandsetRegister.Kept kept : known.values()) {
                Handset next = kept.handset().mended(mend);
                if (!next.equals(kept.handset())) {
                  mended.add(new HandsetRegister.Kept(next, kept.revision()));
                }
              }
              return register.put(mended);
            })
        .compose(
            all ->
                all
                    ? Future.<Void>succeededFuture()
                    : attempt < TRIES
                        ? mend(mend, page, attempt + 1)
                        : Future.failedFuture(new IllegalStateException("others write it too")));
  }

  /** A page of the register, with everything in it that this process has heard. */
  Future<List<Handset>> page(Set<String> scopes, String afterDevice, int most) {
    return write().compose(written -> register.page(scopes, afterDevice, most));
  }

  /** The line of a device, with everything in it that this process has heard. */
  Future<Optional<Handset>> one(String device, Set<String> scopes) {
    return write().compose(written -> register.one(device, scopes));
  }

  /** Done once everything that was heard so far is written down. */
  public Future<Void> written() {
    return write();
  }

  /** Writes down what waits; one writing at a time. */
  private Future<Void> write() {
    synchronized (waiting) {
      writing =
          writing
              .otherwiseEmpty()
              .compose(
                  before -> {
                    Map<String, Handset> lines = take();
                    return lines.isEmpty()
                        ? Future.succeededFuture()
                        : write(lines, 1)
                            .onFailure(away -> lines.values().forEach(this::heard))
                            .onComplete(done -> settled());
                  });
      return writing;
    }
  }

  private void settled() {
    synchronized (waiting) {
      underWay = Map.of();
    }
  }

  private Map<String, Handset> take() {
    synchronized (waiting) {
      Map<String, Handset> taken = new HashMap<>();
      for (String device : new ArrayList<>(waiting.keySet())) {
        if (taken.size() == HandsetRegister.MOST) {
          break;
        }
        taken.put(device, waiting.remove(device));
      }
      underWay = Map.copyOf(taken);
      return taken;
    }
  }

  private Future<Void> write(Map<String, Handset> lines, int attempt) {
    return register
        .find(lines.keySet())
        .compose(
            known -> {
              List<HandsetRegister.Kept> merged = new ArrayList<>();
              lines.forEach(
                  (device, line) -> {
                    HandsetRegister.Kept kept =
                        known.getOrDefault(
                            device, new HandsetRegister.Kept(Handset.unknown(device), 0));
                    Handset next = kept.handset().merged(line);
                    if (!next.equals(kept.handset())) {
                      merged.add(new HandsetRegister.Kept(next, kept.revision()));
                    }
                  });
              return register.put(merged);
            })
        .compose(
            all ->
                all
                    ? Future.<Void>succeededFuture()
                    : attempt < TRIES
                        ? write(lines, attempt + 1)
                        : Future.failedFuture(new IllegalStateException("others write it too")));
  }
}
