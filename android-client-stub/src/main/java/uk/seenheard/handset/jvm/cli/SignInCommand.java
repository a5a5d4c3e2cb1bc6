package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.seenheard.handset.core.CaptureRefused;
import uk.seenheard.handset.core.Handset;
import uk.seenheard.handset.core.SignIn;
import uk.seenheard.handset.core.Status;

/** Signs a person in and begins their shift. */
@Command(name = "sign-in", description = "Signs in and begins the shift (needs signal).")
final class SignInCommand extends HandsetAction {
  @Parameters(paramLabel = "PERSON", description = "The person's id, as the force knows them.")
  String person = "";

  @Option(names = "--force", paramLabel = "ID", description = "When the login does not name it.")
  String force = "";

  @Override
  void act(Handset handset, PrintWriter out) {
    Optional<String> said = handset.signIn(person, some(force));
    Optional<String> refused = said.filter(one -> !one.equals(SignIn.WITHOUT_FORMS));
    if (refused.isPresent()) {
      throw new CaptureRefused(refused.get() + ' ' + whoseShift(handset.status()));
    }
    said.ifPresent(out::println);
    out.println("Signed in as " + handset.status().person() + ". You can record without signal.");
  }

  /** What is recorded next goes under the name of whoever was there before. */
  private static String whoseShift(Status status) {
    String stands = "Nobody is on shift on this handset.";
    if (status.isSignedIn()) {
      stands =
          "Still on shift on this handset: "
              + status.person()
              + (status.locked() ? ", and it is locked." : ".");
    }
    return "Nobody's shift was begun. " + stands;
  }
}
