package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import uk.seenheard.handset.core.CaptureRefused;
import uk.seenheard.handset.core.Handset;

/** Signs a person in and begins their shift. */
@Command(name = "sign-in", description = "Signs in and begins the shift (needs signal).")
final class SignInCommand extends HandsetAction {
  @Parameters(paramLabel = "PERSON", description = "The person's id, as the force knows them.")
  String person = "";

  @Option(names = "--force", paramLabel = "ID", description = "When the login does not name it.")
  String force = "";

  @Override
  void act(Handset handset, PrintWriter out) {
    Optional<String> wrong = handset.signIn(person, some(force));
    if (wrong.isPresent() && !handset.status().isSignedIn()) {
      throw new CaptureRefused(wrong.get());
    }
    wrong.ifPresent(out::println);
    out.println("Signed in as " + handset.status().person() + ". You can record without signal.");
  }
}
