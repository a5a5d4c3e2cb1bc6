package uk.seenheard.sync.referral;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What was done about one notice since it was written: what left, what came back, what was decided
 * about it. Each list is in the order of the record.
 *
 * @param receipts those that answer something that left; another one says nothing
 */
public record Sending(
    List<Attempt> attempts,
    List<Receipt> receipts,
    Optional<Triage> triage,
    List<Challenge> challenges,
    boolean closed) {
  /** Of a notice about which nothing was done. */
  public static final Sending NONE =
      new Sending(List.of(), List.of(), Optional.empty(), List.of(), false);

  /** Copies the lists. */
  public Sending {
    attempts = List.copyOf(attempts);
    receipts = List.copyOf(receipts);
    challenges = List.copyOf(challenges);
  }

  /** Whether anything has left, or was tried to. */
  public boolean begun() {
    return !attempts.isEmpty();
  }

  /** The attempt of that key. */
  public Optional<Attempt> attempt(String key) {
    return attempts.stream().filter(one -> one.key().equals(key)).findFirst();
  }

  /** The recipients to whom it left or was tried to, each with its last attempt. */
  public Map<String, Attempt> last() {
    Map<String, Attempt> last = new LinkedHashMap<>();
    attempts.forEach(one -> last.put(one.recipient(), one));
    return last;
  }

  /** The last that a recipient received something of, or that is still on its way to them. */
  public Optional<Attempt> standing(String recipient) {
    return attempts.stream()
        .filter(one -> one.recipient().equals(recipient) && one.stands())
        .reduce((one, next) -> next);
  }

  /** The first receipt by which a recipient has it, of a channel that carries its kind. */
  public Optional<Receipt> arrived(String recipient, String kind) {
    return first(recipient, kind, Receipt::arrived);
  }

  private Optional<Receipt> first(String recipient, String kind, Predicate<Receipt> of) {
    Receipt first = null;
    for (Receipt one : answers(recipient)) {
      if (of.test(one)
          && attempt(one.key()).filter(sent -> sent.carries(kind)).isPresent()
          && (first == null || one.counts() < first.counts())) {
        first = one;
      }
    }
    return Optional.ofNullable(first);
  }

  /** The receipt by which every recipient has it: the last of their first ones. */
  public Optional<Receipt> delivered(String kind) {
    return delivered(kind, Set.of());
  }

  /**
   * The same.
   *
   * @param awaited for whom it is, whether anything has left for them or not
   */
  public Optional<Receipt> delivered(String kind, Set<String> awaited) {
    return all(kind, awaited, Receipt::arrived);
  }

  /**
   * The receipt by which every recipient has taken it on.
   *
   * @param awaited for whom it is, whether anything has left for them or not
   */
  public Optional<Receipt> confirmed(String kind, Set<String> awaited) {
    return all(kind, awaited, Receipt::taken);
  }

  private Optional<Receipt> all(String kind, Set<String> awaited, Predicate<Receipt> of) {
    Receipt last = null;
    // For whom it is says the directory, where anybody knows; else those to whom something left.
    Set<String> recipients = awaited.isEmpty() ? last().keySet() : awaited;
    for (String recipient : recipients) {
      Optional<Receipt> first = first(recipient, kind, of);
      if (!first.isPresent()) {
        return Optional.empty();
      }
      if (last == null || first.get().counts() > last.counts()) {
        last = first.get();
      }
    }
    return Optional.ofNullable(last);
  }

  /**
   * What a recipient's answers come to, in the order of when they were given: a refusal takes back
   * what was said before it, and whoever takes it after all takes back the refusal. What the
   * recipient's own system said stands until it says otherwise: somebody who was told on the
   * telephone takes back neither their refusal nor that they took it. What was said of a text that
   * was corrected since says nothing against a later one.
   */
  public List<Receipt> answers(String recipient) {
    List<Receipt> said = new ArrayList<>();
    receipts.stream().filter(one -> one.recipient().equals(recipient)).forEach(said::add);
    said.sort(Comparator.comparingLong(Receipt::at));
    List<Receipt> theirs = new ArrayList<>(said);
    theirs.removeIf(one -> !one.theirs());
    List<Receipt> own = notTakenBack(theirs);
    said.removeIf(
        one ->
            !one.theirs()
                && own.stream().anyMatch(word -> denies(one, word) && speaksOf(word, one)));
    return notTakenBack(said);
  }

  /** Whether who was told says the opposite of what the recipient does itself. */
  private static boolean denies(Receipt told, Receipt own) {
    return told.arrived() ? !own.arrived() : own.taken();
  }

  private List<Receipt> notTakenBack(List<Receipt> said) {
    List<Receipt> left = new ArrayList<>();
    for (Receipt one : said) {
      left.removeIf(before -> before.arrived() != one.arrived() && speaksOf(one, before));
      left.add(one);
    }
    return left;
  }

  /** Whether a receipt is of the same text as another, or of a later one. */
  private boolean speaksOf(Receipt one, Receipt other) {
    return texts(one.recipient(), one.key()) >= texts(other.recipient(), other.key());
  }

  /** How many texts this server had sent to a recipient up to an attempt; all, of another key. */
  private int texts(String recipient, String upTo) {
    int texts = 0;
    String last = "";
    for (Attempt one : attempts) {
      if (one.recipient().equals(recipient)) {
        if (one.isOwn() && one.stands() && (texts == 0 || !one.text().equals(last))) {
          texts++;
          last = one.text();
        }
        if (one.key().equals(upTo)) {
          break;
        }
      }
    }
    return texts;
  }

  /** The challenge that waits for an answer: nothing was decided since. */
  public Optional<Challenge> openChallenge() {
    return challenges.stream().reduce((one, next) -> next).filter(last -> !last.answered());
  }

  /** When the first of it left. */
  public OptionalLong leftAt() {
    return attempts.stream().filter(Attempt::stands).mapToLong(Attempt::at).min();
  }

  /** The furthest that what was done says; empty where nothing was. */
  Optional<ReferralState> state(String kind) {
    return state(kind, last().keySet());
  }

  /**
   * The same.
   *
   * @param awaited for whom it is: what others say is no answer
   */
  public Optional<ReferralState> state(String kind, Set<String> awaited) {
    if (closed) {
      return Optional.of(ReferralState.CLOSED);
    }
    if (openChallenge().isPresent()) {
      return Optional.of(ReferralState.CHALLENGED);
    }
    Optional<ReferralState> answered = answered(kind, awaited);
    if (answered.isPresent()) {
      return answered;
    }
    if (last().values().stream().anyMatch(Attempt::stands)) {
      return Optional.of(ReferralState.SENT);
    }
    return triage.map(one -> ReferralState.TRIAGED);
  }

  /** One that refuses it is not hidden by another that takes it. */
  private Optional<ReferralState> answered(String kind, Set<String> awaited) {
    Set<Receipt.State> last = EnumSet.noneOf(Receipt.State.class);
    for (String recipient : awaited) {
      List<Receipt> said = answers(recipient);
      said.stream()
          .filter(one -> one.taken() || isRefusedNow(one))
          .reduce((one, next) -> next)
          .ifPresent(one -> last.add(one.state()));
    }
    if (last.contains(Receipt.State.REFUSED)) {
      return Optional.of(ReferralState.REFUSED);
    }
    if (last.contains(Receipt.State.DECIDED)) {
      return Optional.of(ReferralState.DECIDED);
    }
    if (last.contains(Receipt.State.ACKNOWLEDGED)) {
      return Optional.of(ReferralState.ACKNOWLEDGED);
    }
    return delivered(kind, awaited).map(one -> ReferralState.DELIVERED);
  }

  /** Whoever refused a text has not said anything of the one that was sent to them since. */
  private boolean isRefusedNow(Receipt one) {
    return !one.arrived() && texts(one.recipient(), one.key()) == texts(one.recipient(), "");
  }

  /** What was done about two entries that are one notice. */
  Sending and(Sending other) {
    List<Attempt> allAttempts = new ArrayList<>(attempts);
    allAttempts.addAll(other.attempts);
    List<Receipt> allReceipts = new ArrayList<>(receipts);
    allReceipts.addAll(other.receipts);
    List<Challenge> allChallenges = new ArrayList<>(challenges);
    allChallenges.addAll(other.challenges);
    return new Sending(
        allAttempts,
        allReceipts,
        other.triage.isPresent() ? other.triage : triage,
        allChallenges,
        closed || other.closed);
  }
}
