package uk.seenheard.handset.jvm.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.text.SimpleDateFormat;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import uk.seenheard.handset.core.device.Chance;
import uk.seenheard.handset.jvm.device.JacksonJsonReader;
import uk.seenheard.handset.jvm.device.SecureChance;
import uk.seenheard.handset.jvm.seed.Partners;
import uk.seenheard.handset.jvm.seed.Season;
import uk.seenheard.handset.jvm.transport.OkHttpTransport;
import uk.seenheard.sync.codec.Hex;

/**
 * A shift to watch: starts the server, and plays the baby and the six-year-old through two real
 * handsets that have no signal while they record.
 */
@Command(
    name = "demo",
    description = "Starts the server and plays a shift with two handsets; Ctrl-C ends it.")
final class DemoShift implements Callable<Integer> {
  @Option(
      names = "--server-jar",
      paramLabel = "JAR",
      defaultValue = "api/target/api-0.1.0-SNAPSHOT.jar",
      description = "The server (default: ${DEFAULT-VALUE}).")
  String serverJar = "";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "${env:SEENHEARD_PORT:-8080}",
      description = "Where it listens; 0: a free port (default: SEENHEARD_PORT, else 8080).")
  int port;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".seenheard/demo",
      description = "Where it keeps its store (default: ${DEFAULT-VALUE}).")
  String data = "";

  @Option(
      names = "--incidents",
      paramLabel = "NUMBER",
      defaultValue = "60",
      description =
          "Of how many incidents the past consists, up to 60 (default: ${DEFAULT-VALUE}).")
  int incidents;

  @Option(names = "--stop", description = "Ends after the shift instead of serving on.")
  boolean stop;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = Paths.get(data).toAbsolutePath();
    boolean fresh = incidents > 0 && !Files.exists(folder.resolve("store"));
    Optional<Instant> begins = fresh ? Optional.of(Season.begins()) : Optional.empty();
    try (ServerProcess server =
        ServerProcess.start(
            Paths.get(serverJar), port, folder, Partners.directory(folder, fresh), begins, out)) {
      if (fresh) {
        seed(server, out);
      } else {
        out.println("What was recorded before is still there. To begin anew, delete " + folder);
      }
      play(server.address(), folder, out);
      if (stop) {
        return 0;
      }
      out.println();
      out.println("The server goes on at " + server.address() + "  (Ctrl-C ends it)");
      out.println("  " + server.address() + "/            Sergeant Calloway-Dunn (ps401)");
      out.println("  " + server.address() + "/officer/    an officer: PC Thackwray (pc1201)");
      out.println(
          "  "
              + server.address()
              + "/triage      the triage desk (triage1): notices sent, answered, late");
      out.println(
          "  "
              + server.address()
              + "/partners    an inspector (insp71): what partners took and refused");
      out.println("Three things to try:");
      out.println("  1. As the sergeant: open the first line of the queue and return what is");
      out.println(
          "     missing; then settle a contradiction. Measures: Inspector Hexgrave (insp71).");
      out.println("  2. As the sergeant: search for a child by first name: Ruby.");
      out.println("  3. In two windows: sign in as the officer, press Work without signal and");
      out.println("     record; press it again and see it arrive in the sergeant's queue.");
      out.flush();
      return server.await();
    } catch (DemoFailed failed) {
      spec.commandLine().getErr().println(failed.getMessage());
      return 1;
    }
  }

  private void seed(ServerProcess server, PrintWriter out) throws IOException {
    out.println("Twelve weeks of an invented force go by: " + incidents + " incidents.");
    out.flush();
    long began = System.nanoTime();
    Map<String, Integer> fates = Season.play(server.address(), incidents, server::set, true);
    out.println("They took " + (System.nanoTime() - began) / 1_000_000_000 + " s:");
    fates.forEach(
        (fate, count) -> out.println("    " + count + "  " + fate.toLowerCase(Locale.ROOT)));
    out.flush();
  }

  private static void play(String server, Path folder, PrintWriter out) throws IOException {
    SimpleDateFormat stamp = new SimpleDateFormat("yyyyMMdd-HHmmss", Locale.ROOT);
    String shift = stamp.format(new Date());
    String reference = "AS-" + shift;
    Path stores = Files.createDirectories(folder.resolve("handsets").resolve(shift));
    Chance chance = new SecureChance();
    try (HandsetProcess thackwray =
            HandsetProcess.start(stores.resolve("pc1201"), server, Hex.of(chance.bytes(16)));
        HandsetProcess oyelaran =
            HandsetProcess.start(stores.resolve("pc1202"), server, Hex.of(chance.bytes(16)))) {
      out.println();
      out.println("Start of shift. Two officers sign in on their handsets.");
      thackwray.tell("sign-in pc1201");
      oyelaran.tell("sign-in pc1202");
      out.println("Control sends both to " + reference + ". At the address there is no signal.");
      thackwray.tell("offline");
      oyelaran.tell("offline");
      tellAll(thackwray, Scripts.thackwray(reference));
      tellAll(oyelaran, Scripts.oyelaran(reference));
      out.println();
      out.println("PC Thackwray, in the kitchen, still without signal, has on her handset:");
      print(out, thackwray.tell("show"));
      print(out, last(thackwray.tell("status")));
      out.println("PC Oyelaran, in the hallway, has on his:");
      print(out, oyelaran.tell("show"));
      print(out, last(oyelaran.tell("status")));
      out.println();
      out.println("Back in the car. Both submit and come into signal.");
      comeBack(out, "PC Thackwray", thackwray);
      comeBack(out, "PC Oyelaran", oyelaran);
      out.println();
      out.println("PC Oyelaran now sees Tilly twice: both had counted her. He says so.");
      oyelaran.tell("same-as " + Scripts.bothTillys(oyelaran.tell("show")) + " the one girl");
      print(out, oyelaran.tell("sync"));
      thackwray.tell("sync");
      out.println("PC Thackwray's handset shows what they now hold between them:");
      print(out, thackwray.tell("show"));
      print(out, thackwray.tell("status"));
    }
    new SupervisorReport(new OkHttpTransport(server, new JacksonJsonReader()), out).at(reference);
  }

  private static void comeBack(PrintWriter out, String who, HandsetProcess handset) {
    handset.tell("submit");
    handset.tell("online");
    out.println(who + ":");
    print(out, handset.tell("sync"));
  }

  private static void tellAll(HandsetProcess handset, List<String> commands) {
    commands.forEach(handset::tell);
  }

  private static List<String> last(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("Queued") || line.equals("Offline."))
        .collect(Collectors.toList());
  }

  private static void print(PrintWriter out, List<String> lines) {
    lines.forEach(line -> out.println("    " + line));
    out.flush();
  }
}
