package uk.seenheard.sync.review;

import java.util.Optional;
import uk.seenheard.sync.act.Act;
import uk.seenheard.sync.change.Change;
import uk.seenheard.sync.change.ChangeReading;
import uk.seenheard.sync.change.Operation;

/**
 * What a handset's change may do. A change that breaks a rule goes to quarantine: it is kept, shown
 * to its officer and to a supervisor, and blocks nothing behind it.
 */
public final class CaptureRules {
  private static final String AGAIN =
      " It is kept, and a supervisor sees it, but it has no effect: whoever wrote it records it"
          + " again under their own shift.";

  private CaptureRules() {}

  /**
   * Why a change goes to quarantine, in words for the officer and without any of its content; or
   * empty when it is in order.
   *
   * @param device the device whose chain carries the change
   * @param pass what the shift pass that the change names says, or empty when none was shown
   */
  public static Optional<String> ruling(
      ChangeReading reading, String device, Optional<PassFacts> pass) {
    return reading.fold(
        change -> ruling(change, device, pass),
        nonsense ->
            Optional.of(
                "The change cannot be read: "
                    + nonsense.where()
                    + ' '
                    + nonsense.reason()
                    + ". It is kept as it came; ask your supervisor to look at it."));
  }

  /**
   * Why a change in quarantine cannot be released, or empty when a supervisor may let it take
   * effect. Whatever enters passes the same rules as of now: what lets nothing in on a push lets
   * nothing out of quarantine. A supervisor decides only about what {@link WhoseHandset} set aside:
   * what came after an account was withdrawn, or after a handset was handed over.
   *
   * @param device the device whose chain carried the change
   * @param proved the person whom the change's shift pass proved on that device, or empty
   */
  public static Optional<String> release(
      ChangeReading reading, String device, Optional<String> proved) {
    Optional<PassFacts> facts = proved.map(person -> new PassFacts(person, device, true));
    return ruling(reading, device, facts)
        .map(reason -> reason + " It cannot be released, only dismissed; it stays in the log.");
  }

  private static Optional<String> ruling(Change change, String device, Optional<PassFacts> pass) {
    if (!pass.isPresent()) {
      return Optional.of(
          "The change names a shift pass that the handset did not show, or that is not genuine."
              + AGAIN);
    }
    PassFacts facts = pass.get();
    if (!change.device().equals(device) || !facts.device().equals(device)) {
      return Optional.of("The change was made under a shift pass of another device." + AGAIN);
    }
    if (!change.author().equals(facts.person())) {
      return Optional.of("The change carries another person's name than its shift pass." + AGAIN);
    }
    if (!facts.mayCapture()) {
      return Optional.of("The shift pass was made out for somebody who does not record incidents.");
    }
    if (change.moved().isPresent()) {
      return Optional.of(
          "The change says of itself that it was moved here, which only a supervisor's decision can"
              + " do."
              + AGAIN);
    }
    for (Operation op : change.ops()) {
      if (op instanceof Operation.Act act) {
        Optional<String> fault = act(act);
        if (fault.isPresent()) {
          return fault;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> act(Operation.Act act) {
    if (Act.decides(act.act())) {
      return Optional.of(
          "The change holds a supervisor's decision, which cannot be made on a handset offline."
              + " Sign in to the supervisor's page and decide there.");
    }
    boolean why = act.with().text("reason").filter(text -> !text.trim().isEmpty()).isPresent();
    if ((Act.SAME_AS.is(act.act()) || Act.SEPARATE.is(act.act())) && !why) {
      return Optional.of(
          "The change says of entries that they are one, or are not, without saying why. Do it"
              + " again with a reason.");
    }
    return Optional.empty();
  }
}
