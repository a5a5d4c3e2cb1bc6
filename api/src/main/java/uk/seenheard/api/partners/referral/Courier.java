package uk.seenheard.api.partners.referral;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.incident.Decided;
import uk.seenheard.api.ground.incident.IncidentAt;
import uk.seenheard.api.ground.incident.Incidents;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Operation;
import uk.seenheard.sync.codec.Json;

/**
 * Sees to it that notices leave: looks at each open one when something was written in its incident
 * and when a channel's time is over.
 *
 * <p>What leaves is handed over first and written down then. Who dies between the two hands it over
 * again under the same key, which follows from what is sent: at least once, and known as one. A
 * notice counts as sent once that is written, and as delivered when a receipt says so.
 */
final class Courier {
  /** A channel by which this server itself hands something over. */
  interface Carrier {
    /**
     * A notice that is handed over.
     *
     * @param key the same each time that this is handed over
     * @param content what the recipient may see
     * @param unread whether no supervisor has read it yet
     * @param party whether somebody who is a party works with children
     * @param supersedes the key of what it corrects
     */
    record Notice(
        String key,
        String referral,
        Json.Obj content,
        boolean unread,
        boolean party,
        Optional<String> supersedes) {}

    /**
     * What leaves for one recipient at once: the notices of one incident are those of one family.
     *
     * @param key that of its notice, or follows from those of all of them
     * @param address where it goes
     */
    record Parcel(String key, List<Notice> notices, String address) {
      /** Copies. */
      public Parcel {
        notices = List.copyOf(notices);
      }
    }

    /**
     * Hands it over; empty once the other end has taken it, which says nothing of its having
     * arrived, else a code of what went wrong.
     */
    Future<Optional<String>> carry(Parcel parcel);
  }

  private static final long TICK_MILLIS = 250;
  private static final long AGAIN_MILLIS = 30_000;
  private static final int AT_ONCE = 4;

  private final Vertx vertx;
  private final Incidents incidents;
  private final Notes notes;
  private final Dispatch dispatch;
  private final Map<String, Carrier> carriers;
  private final Incidents.By self;
  private final LongSupplier now;
  private final Map<String, Long> due = new HashMap<>();
  private final Set<String> inHand = new HashSet<>();
  private long timer = -1;

  Courier(
      Vertx vertx,
      Incidents incidents,
      Notes notes,
      Dispatch dispatch,
      Map<String, Carrier> carriers,
      Incidents.By self,
      LongSupplier now) {
    this.vertx = vertx;
    this.incidents = incidents;
    this.notes = notes;
    this.dispatch = dispatch;
    this.carriers = Map.copyOf(carriers);
    this.self = self;
    this.now = now;
  }

  /** Something was written in these. */
  synchronized void touched(Set<String> written) {
    written.forEach(one -> due.put(one, 0L));
  }

  /** Begins with whatever was open before this process did. */
  void begin() {
    timer = vertx.setPeriodic(TICK_MILLIS, tick -> look());
    known(Optional.empty());
  }

  void end() {
    vertx.cancelTimer(timer);
  }

  private void known(Optional<Notes.At> after) {
    notes
        .open(after)
        .onSuccess(
            page -> {
              Set<String> found = new HashSet<>();
              page.forEach(one -> found.add(one.incident()));
              touched(found);
              if (page.size() == Notes.PAGE) {
                known(Optional.of(page.get(page.size() - 1)));
              }
            })
        .onFailure(failed -> vertx.setTimer(AGAIN_MILLIS, again -> known(after)));
  }

  private void look() {
    for (String incident : taken()) {
      step(incident)
          // An incident that nobody can read any more was erased, or is not here yet.
          .otherwise(failed -> again())
          .onComplete(done -> finished(incident, done.result()));
    }
  }

  private OptionalLong again() {
    return OptionalLong.of(now.getAsLong() + AGAIN_MILLIS);
  }

  private synchronized List<String> taken() {
    List<String> taken = new ArrayList<>();
    long at = now.getAsLong();
    for (Map.Entry<String, Long> one : due.entrySet()) {
      if (one.getValue() <= at
          && !inHand.contains(one.getKey())
          && inHand.size() + taken.size() < AT_ONCE) {
        taken.add(one.getKey());
      }
    }
    taken.forEach(due::remove);
    inHand.addAll(taken);
    return taken;
  }

  private synchronized void finished(String incident, OptionalLong next) {
    inHand.remove(incident);
    if (next != null && next.isPresent()) {
      due.merge(incident, next.getAsLong(), Math::min);
    }
  }

  /** Does what is to be done about an incident's notices; when to look again. */
  private Future<OptionalLong> step(String incident) {
    return incidents
        .at(Set.of(Grant.WHOLE_FORCE), incident)
        .compose(at -> incidents.about(at.record(), () -> dispatch.of(at, now.getAsLong())))
        .compose(
            orders -> carried(incident, parcels(orders.leave()), 0).map(done -> orders.next()));
  }

  /** What goes to the same recipient by the same channel goes together. */
  private static List<List<Dispatch.Order>> parcels(List<Dispatch.Order> orders) {
    Map<String, List<Dispatch.Order>> together = new LinkedHashMap<>();
    for (Dispatch.Order order : orders) {
      together
          .computeIfAbsent(
              order.to().id() + '\n' + order.now().channel(), unused -> new ArrayList<>())
          .add(order);
    }
    return List.copyOf(together.values());
  }

  private Future<Void> carried(String incident, List<List<Dispatch.Order>> parcels, int i) {
    if (i == parcels.size()) {
      return Future.succeededFuture();
    }
    return carry(incident, parcels.get(i)).compose(done -> carried(incident, parcels, i + 1));
  }

  private Future<Void> carry(String incident, List<Dispatch.Order> orders) {
    Recipient.Channel channel = orders.get(0).now().channel();
    Carrier carrier = carriers.get(channel.kind());
    Future<Optional<String>> handed =
        carrier == null
            ? Future.succeededFuture(
                channel.kind().equals("api") ? Optional.<String>empty() : Optional.of("no-carrier"))
            : carrier.carry(parcel(orders, channel.address().orElse("")));
    return handed
        .otherwise(failed -> Optional.of("failed"))
        .compose(
            code ->
                incidents.change(self, incident, incidents.pure(at -> written(at, orders, code))))
        .mapEmpty();
  }

  private Carrier.Parcel parcel(List<Dispatch.Order> orders, String address) {
    List<Carrier.Notice> notices = new ArrayList<>();
    for (Dispatch.Order order : orders) {
      notices.add(
          new Carrier.Notice(
              order.key(),
              order.referral(),
              order.sheet().printed(),
              order.now().unread(),
              order.sheet().party(),
              order.now().supersedes()));
    }
    return new Carrier.Parcel(dispatch.together(orders), notices, address);
  }

  /** Written down only while it is still what has to be done; else it is looked at anew. */
  private Decided<Boolean> written(
      IncidentAt at, List<Dispatch.Order> orders, Optional<String> failure) {
    Set<String> stand = new HashSet<>();
    dispatch.of(at, now.getAsLong()).leave().forEach(one -> stand.add(one.key()));
    List<Operation> ops = new ArrayList<>();
    for (Dispatch.Order order : orders) {
      if (stand.contains(order.key())) {
        written(at, order, failure, ops);
      }
    }
    return ops.isEmpty() ? Decided.nothing(false) : Decided.of(at, ops, true);
  }

  private static void written(
      IncidentAt at, Dispatch.Order order, Optional<String> failure, List<Operation> ops) {
    Json.Builder with =
        Json.object()
            .put("key", order.key())
            .put("recipient", order.to().id())
            .put("channel", order.now().channel().kind())
            .put("text", order.sheet().text())
            .put("supersedes", order.now().supersedes());
    if (order.now().unread()) {
      with.put("unread", true);
    }
    ops.add(act(at, Act.REFERRAL_SENT, order, with.build()));
    failure.ifPresent(
        code ->
            ops.add(
                act(
                    at,
                    Act.REFERRAL_FAILED,
                    order,
                    Json.object().put("key", order.key()).put("code", code).build())));
  }

  private static Operation act(IncidentAt at, Act act, Dispatch.Order order, Json.Obj with) {
    return new Operation.Act(
        act.word(), Optional.of(order.at()), with, List.of(), at.record().frontier());
  }
}
