package uk.seenheard.handset.jvm.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import uk.seenheard.handset.core.Handset;

/** Ends the login and the shift. */
@Command(name = "sign-out", description = "Signs out; what is unsent stays and still goes out.")
final class SignOutCommand extends HandsetAction {
  @Override
  void act(Handset handset, PrintWriter out) {
    handset.signOut();
    long queued = handset.status().queued();
    out.println("Signed out." + (queued == 0 ? "" : " " + queued + " unsent, all kept."));
  }
}
