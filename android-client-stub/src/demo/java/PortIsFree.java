import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Sees before a build of minutes that the demonstration can listen afterwards; run as a source. */
final class PortIsFree {
  private PortIsFree() {}

  public static void main(String[] args) {
    String set = System.getenv("SEENHEARD_PORT");
    String asked = set == null || set.trim().isEmpty() ? "8080" : set.trim();
    if (!asked.matches("[0-9]{1,5}") || Integer.parseInt(asked) > 65_535) {
      refuse("SEENHEARD_PORT must be a number from 0 to 65535.");
    }
    try (ServerSocket socket =
        new ServerSocket(Integer.parseInt(asked), 1, InetAddress.getLoopbackAddress())) {
      System.out.println("Builds the demonstration, then starts it. The first time takes minutes.");
    } catch (IOException taken) {
      refuse(
          "Something is listening on port "
              + asked
              + " already. Take another: SEENHEARD_PORT=9090 mvn -q -Ddemo package");
    }
  }

  private static void refuse(String why) {
    System.err.println(why);
    System.exit(1);
  }
}
