package uk.seenheard.api.partners.referral;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An invented force's directory: a hub and a school of its own, a hub of its neighbour. */
public final class Vale {
  static final String FILE =
      """
      {"version": 1, "receiptMinutes": 60,
       "kinds": {
         "ppn": {"to": "mash", "template": "full"},
         "encompass": {"to": "school", "template": "school"},
         "encompass-authority": {"to": "authority", "template": "school"},
         "encompass-force": {"to": "force", "template": "full"}},
       "unread": ["ppn"],
       "routes": {"s47": "Enquiry", "family-help": "Family help", "no-share": "Not shared"},
       "levels": [24, 48, 72],
       "areas": {"vale": ["Vale"], "moor": ["Moor", "Moorside"]}, "home": "vale",
       "recipients": [
         {"id": "hub", "kind": "mash", "name": "Vale hub", "area": "vale", "login": "hub",
          "channels": [{"kind": "api"}, {"kind": "phone", "address": "01632 960001"}]},
         {"id": "moor-hub", "kind": "mash", "name": "Moor hub", "area": "moor",
          "channels": [{"kind": "phone", "address": "01632 960002"}]},
         {"id": "vale-authority", "kind": "authority", "name": "Vale Council", "area": "vale",
          "channels": [{"kind": "phone", "address": "01632 960003"}]},
         {"id": "moor-force", "kind": "force", "name": "Moor Police", "area": "moor",
          "channels": [{"kind": "phone", "address": "01632 960004"}]},
         {"id": "hill", "kind": "school", "name": "Hill Primary", "urn": "900001", "area": "vale",
          "login": "hill", "channels": [{"kind": "api"}]}]}
      """;

  private static final String HUB =
      "[{\"kind\": \"api\"}, {\"kind\": \"phone\", \"address\": \"01632 960001\"}]";

  private Vale() {}

  /** The file, in a folder. */
  public static Path written(Path folder) {
    try {
      return Files.writeString(folder.resolve("referrals.json"), FILE);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The same where its hub is reached by these channels, and mail is sent by a port of here. */
  static String byMail(int port, String channels) {
    String mail =
        "\"mail\": {\"host\": \"localhost\", \"port\": "
            + port
            + ", \"tls\": \"from-the-start\", \"from\": \"notices@vale.example\","
            + " \"certificates\": \"mail.pem\"}, \"kinds\"";
    return FILE.replace("\"kinds\"", mail).replace(HUB, channels);
  }

  /** That, in a folder. */
  static Path byMail(Path folder, int port, String channels) {
    try {
      return Files.writeString(folder.resolve("referrals.json"), byMail(port, channels));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
