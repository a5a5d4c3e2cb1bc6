package uk.seenheard.sync.referral;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.FieldPath;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.Notices;
import uk.seenheard.sync.incident.ReviewState;
import uk.seenheard.sync.merge.Answer;
import uk.seenheard.sync.merge.Entry;
import uk.seenheard.sync.merge.Field;
import uk.seenheard.sync.merge.IncidentRecord;
import uk.seenheard.sync.merge.RecordedAct;
import uk.seenheard.sync.reading.Words;

/**
 * Reads out of an incident how far each of its notices has come.
 *
 * <p>Only what a server wrote about a notice counts: it lets nobody say that something arrived who
 * was not asked. A receipt answers one attempt, of its own notice and recipient, and nothing else;
 * one that is dated before the notice left, or ahead of when it was written down, answers nothing.
 */
public final class Referrals {
  /** The collection of notices. */
  public static final String REFERRAL = "referral";

  /** How far two clocks may be apart. */
  public static final long SKEW = 5 * 60_000;

  private static final String SERVER = "server-";
  private static final int MOST_LEVEL = 9;

  private Referrals() {}

  /** Every notice that is not crossed out, in the order of addition. */
  public static List<Referral> of(Incident incident) {
    IncidentRecord record = incident.record();
    Map<FieldPath, Sending> sendings = sendings(record.deeds());
    Map<FieldPath, Notices.Notice> notices = new HashMap<>();
    Notices.of(record).forEach(one -> notices.put(one.at(), one));
    List<Referral> referrals = new ArrayList<>();
    for (Entry entry : incident.entries(REFERRAL)) {
      Notices.Notice notice = notices.get(entry.at());
      Sending sending = of(entry, sendings);
      String kind = kind(record, entry);
      referrals.add(
          new Referral(
              entry.at(),
              kind,
              new ArrayList<>(incident.about(entry.at())),
              notice == null ? Notices.NOT_GRADED : notice.grade(),
              notice == null ? List.of() : notice.said(),
              sending.state(kind).orElseGet(() -> written(incident)),
              sending));
    }
    return referrals;
  }

  /**
   * The notices of which something left, or was tried to, and that stand no more: they were crossed
   * out, or their words were moved to the incident where they belong.
   */
  public static List<Referral> gone(Incident incident) {
    IncidentRecord record = incident.record();
    Map<FieldPath, Sending> sendings = sendings(record.deeds());
    Map<FieldPath, Referral> gone = new LinkedHashMap<>();
    for (Map.Entry<FieldPath, Sending> one : sendings.entrySet()) {
      Optional<Entry> entry = record.entry(one.getKey());
      Sending sending = entry.map(found -> of(found, sendings)).orElse(one.getValue());
      if (sending.begun() && !entry.filter(found -> !found.struck()).isPresent()) {
        FieldPath at = entry.map(Entry::at).orElse(one.getKey());
        String kind = entry.map(found -> kind(record, found)).orElse("");
        gone.put(
            at,
            new Referral(
                at,
                kind,
                new ArrayList<>(incident.about(at)),
                Notices.NOT_GRADED,
                List.of(),
                sending.state(kind).orElse(ReferralState.WRITTEN),
                sending));
      }
    }
    return new ArrayList<>(gone.values());
  }

  /**
   * Since when a notice is away that no supervisor has read; empty where nothing left unread, or
   * somebody authorised or returned the incident since: whoever did either has read it.
   */
  public static OptionalLong unreadSince(Incident incident, Referral referral) {
    long read = Long.MIN_VALUE;
    for (RecordedAct deed : incident.record().deeds()) {
      boolean reads = Act.AUTHORISE.is(deed.act()) || Act.RETURN.is(deed.act());
      if (reads && deed.device().startsWith(SERVER)) {
        read = Math.max(read, deed.wall());
      }
    }
    long last = read;
    return referral.sending().attempts().stream()
        .filter(one -> one.unread() && one.stands() && one.at() > last)
        .mapToLong(Attempt::at)
        .min();
  }

  private static ReferralState written(Incident incident) {
    ReviewState state = incident.review().state();
    return switch (state) {
      case AUTHORISED -> ReferralState.READ;
      case SUBMITTED, CHANGED -> ReferralState.SUBMITTED;
      default -> ReferralState.WRITTEN;
    };
  }

  /** The kind of a notice, while all agree on it. */
  private static String kind(IncidentRecord record, Entry entry) {
    Optional<Field> field = record.field(entry.at(), "kind");
    Set<String> kinds = new HashSet<>();
    if (field.isPresent()) {
      for (Answer answer : field.get().standing()) {
        kinds.add(answer.value() instanceof Json.Text text ? text.value() : "");
      }
    } else {
      for (Entry.Added added : entry.added()) {
        if (added.by().value() instanceof Json.Obj with) {
          with.text("kind").ifPresent(kinds::add);
        }
      }
    }
    return kinds.size() == 1 ? kinds.iterator().next() : "";
  }

  /** What was done about an entry under whatever path it was named. */
  public static Sending of(Entry entry, Map<FieldPath, Sending> sendings) {
    Sending all = Sending.NONE;
    if (!sendings.isEmpty()) {
      Set<FieldPath> paths = new HashSet<>(entry.twins());
      paths.add(entry.at());
      for (Map.Entry<FieldPath, Sending> one : sendings.entrySet()) {
        all = paths.contains(one.getKey()) ? all.and(one.getValue()) : all;
      }
    }
    return all;
  }

  /** What was done about notices, by the paths that the acts name. */
  public static Map<FieldPath, Sending> sendings(List<RecordedAct> deeds) {
    Map<FieldPath, List<RecordedAct>> byNotice = new LinkedHashMap<>();
    for (RecordedAct deed : deeds) {
      if (deed.about().isPresent() && isOfNotice(deed.act()) && deed.device().startsWith(SERVER)) {
        byNotice.computeIfAbsent(deed.about().get(), unused -> new ArrayList<>()).add(deed);
      }
    }
    Map<FieldPath, Sending> sendings = new LinkedHashMap<>();
    byNotice.forEach((at, acts) -> sendings.put(at, sending(acts)));
    return sendings;
  }

  private static boolean isOfNotice(String word) {
    return Act.of(word).filter(act -> act.isDoneAt(Act.Place.REFERRALS)).isPresent();
  }

  private static Sending sending(List<RecordedAct> acts) {
    Map<String, Attempt> attempts = attempts(acts);
    List<Receipt> receipts = new ArrayList<>();
    List<Challenge> challenges = new ArrayList<>();
    Set<String> said = new HashSet<>();
    Triage triage = null;
    boolean closed = false;
    for (RecordedAct deed : acts) {
      Json.Obj with = deed.with();
      if (Act.REFERRAL_RECEIPT.is(deed.act())) {
        Optional<Receipt> receipt =
            receipt(deed, attempts)
                .filter(one -> said.add(one.key() + ' ' + one.state() + ' ' + with.canonical()));
        receipt.ifPresent(receipts::add);
        if (receipt.filter(one -> one.state() == Receipt.State.DECIDED).isPresent()) {
          challenges.replaceAll(Challenge::answer);
        }
      } else if (Act.REFERRAL_TRIAGED.is(deed.act())) {
        triage =
            new Triage(
                with.text("route").orElse(""),
                with.text("grade").orElse(Notices.NOT_GRADED),
                with.text("why"),
                deed.author(),
                deed.wall());
      } else if (Act.REFERRAL_CHALLENGED.is(deed.act())) {
        int level = (int) Math.max(1, Math.min(MOST_LEVEL, with.whole("level").orElse(1L)));
        challenges.add(
            new Challenge(level, with.text("why").orElse(""), deed.author(), deed.wall(), false));
        closed = false;
      } else if (Act.REFERRAL_CLOSED.is(deed.act())) {
        closed = true;
      } else if (Act.REFERRAL_SENT.is(deed.act()) && with.text("supersedes").isPresent()) {
        closed = false; // they have another text than the one that was ended
      }
    }
    return new Sending(
        new ArrayList<>(attempts.values()),
        receipts,
        Optional.ofNullable(triage),
        challenges,
        closed);
  }

  private static Map<String, Attempt> attempts(List<RecordedAct> acts) {
    Map<String, Attempt> attempts = new LinkedHashMap<>();
    for (RecordedAct deed : acts) {
      if (Act.REFERRAL_SENT.is(deed.act())) {
        attempt(deed).ifPresent(one -> attempts.putIfAbsent(one.key(), one));
      } else if (Act.REFERRAL_FAILED.is(deed.act())) {
        attempts.computeIfPresent(
            deed.with().text("key").orElse(""),
            (key, one) -> one.failed(deed.with().text("code").orElse("failed")));
      }
    }
    return attempts;
  }

  private static Optional<Attempt> attempt(RecordedAct deed) {
    Json.Obj with = deed.with();
    Optional<String> key = with.text("key");
    Optional<String> recipient = with.text("recipient");
    Optional<String> channel = with.text("channel");
    return key.isPresent() && recipient.isPresent() && channel.isPresent()
        ? Optional.of(
            new Attempt(
                key.get(),
                recipient.get(),
                channel.get(),
                with.text("text").orElse(""),
                left(with, channel.get(), deed.wall()),
                with.isTrue("unread"),
                with.text("supersedes"),
                Optional.empty()))
        : Optional.empty();
  }

  /** When it left: by the server's clock, or, where a person told them, when they say they did. */
  private static long left(Json.Obj with, String channel, long wall) {
    return Attempt.isOwn(channel) ? wall : Math.min(with.whole("at").orElse(wall), wall);
  }

  private static Optional<Receipt> receipt(RecordedAct deed, Map<String, Attempt> attempts) {
    Json.Obj with = deed.with();
    Attempt answers = attempts.get(with.text("key").orElse(""));
    if (answers == null) {
      return Optional.empty();
    }
    Optional<Receipt.State> state = with.text("state").flatMap(Receipt.State::of);
    long at = with.whole("at").orElse(Long.MIN_VALUE);
    String by = with.text("by").orElse("");
    boolean counts =
        state.isPresent()
            && with.text("recipient").equals(Optional.of(answers.recipient()))
            && Words.describes(by)
            && at >= answers.at() - SKEW
            && at <= deed.wall() + SKEW;
    return counts
        ? Optional.of(
            new Receipt(
                deed.id(),
                answers.key(),
                answers.recipient(),
                state.get(),
                at,
                by,
                with.text("reference"),
                with.text("code"),
                with.text("words"),
                deed.author(),
                deed.wall(),
                with.isTrue("theirs")))
        : Optional.empty();
  }
}
