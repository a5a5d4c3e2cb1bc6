package uk.seenheard.api.desk.chase;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.seenheard.api.ground.cards.Alert;
import uk.seenheard.api.ground.cards.Watch;

/**
 * What the ladders ask for at a moment: the steps to take, and when to look again.
 *
 * @param nextAt when the next step falls due if nothing else happens, or {@link Watch#NEVER}
 */
record Plan(List<Plan.Step> steps, long nextAt) {
  Plan {
    steps = List.copyOf(steps);
  }

  /**
   * A step to take.
   *
   * @param number how many times it was raised before
   * @param to the rank that is to be told
   */
  record Step(Concern concern, int number, String to) {}

  /**
   * Decides. After a night without a server the highest step that has fallen due is taken, not one
   * after the other. An acknowledgement holds the next step off for the force's patience and no
   * longer: only a person's decision ends a chase.
   */
  static Plan of(List<Concern> concerns, AlertBook book, ChasePolicy policy, long now) {
    List<Step> steps = new ArrayList<>();
    long nextAt = Watch.NEVER;
    for (Concern concern : concerns) {
      if (book.ended().contains(concern.id())) {
        continue;
      }
      Ladder ladder = policy.ladder(concern.kind(), concern.duty());
      Alert alert = book.raised().get(concern.id());
      int number = alert == null ? 0 : alert.step() + 1;
      long at = at(concern, ladder, alert, number, policy);
      if (at <= now) {
        while (number + 1 < ladder.steps().size()
            && concern.since() + ladder.step(number + 1).after() <= now) {
          number++;
        }
        steps.add(new Step(concern, number, ladder.step(number).to()));
        at = Math.max(now + 1, at(concern, ladder, null, number + 1, policy, now));
      }
      nextAt = Math.min(nextAt, at);
    }
    return new Plan(steps, nextAt);
  }

  private static long at(
      Concern concern, Ladder ladder, @Nullable Alert alert, int number, ChasePolicy policy) {
    return at(
        concern, ladder, alert, number, policy, alert == null ? concern.since() : alert.raisedAt());
  }

  private static long at(
      Concern concern,
      Ladder ladder,
      @Nullable Alert alert,
      int number,
      ChasePolicy policy,
      long raisedAt) {
    long at =
        number < ladder.steps().size()
            ? concern.since() + ladder.step(number).after()
            : raisedAt + policy.repeat();
    Optional<Alert.Acknowledged> taken = alert == null ? Optional.empty() : alert.acknowledged();
    return taken.isPresent() ? Math.max(at, taken.get().at() + policy.patience()) : at;
  }
}
