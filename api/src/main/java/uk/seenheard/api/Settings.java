package uk.seenheard.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import uk.seenheard.api.ground.clock.TimeSource;
import uk.seenheard.api.ground.server.Exposure;

/**
 * What the environment says about how to run.
 *
 * @param host address to listen on ({@code SEENHEARD_HOST}, 127.0.0.1)
 * @param port port to listen on, 0 for any ({@code SEENHEARD_PORT}, 8080)
 * @param data folder of the embedded store and of the keys made for it ({@code SEENHEARD_DATA},
 *     seenheard-data)
 * @param demo whether anybody may sign in as anybody of the roster ({@code SEENHEARD_DEMO}, false)
 * @param mongoUri the store; without it the embedded one ({@code MONGODB_URI})
 * @param storeKey the file by which this server and the command {@code store}, which serves it,
 *     know one another ({@code SEENHEARD_STORE_KEY})
 * @param keys the file of the server's secrets ({@code SEENHEARD_KEYS})
 * @param force the roster file; without it, in a demonstration, the invented force ({@code
 *     SEENHEARD_FORCE})
 * @param chase the file of the force's chase ladders; without it those that ship with the product
 *     ({@code SEENHEARD_CHASE})
 * @param duties the file of the force's times and school days; without it the usual ones ({@code
 *     SEENHEARD_DUTIES})
 * @param forms the file with what the force adds to the forms: licensed question texts, mnemonics,
 *     codes, prompts ({@code SEENHEARD_FORMS})
 * @param referrals who gets which notice, and how it reaches them; without it none leaves by this
 *     server ({@code SEENHEARD_REFERRALS})
 * @param lease how long a shift pass keeps a handset unlocked ({@code SEENHEARD_LEASE_HOURS}, 12)
 * @param login the force's identity provider, which every server but a demonstration has
 * @param operationsToken who looks after the server shows this token to read its metrics and to
 *     rebuild its projections ({@code SEENHEARD_OPERATIONS_TOKEN}); without it nobody does
 * @param timeSource a time server with which the clock is compared ({@code SEENHEARD_TIME_SOURCE});
 *     without it with the clocks of handsets
 * @param partnerHosts hosts of this network to which something may be sent by itself ({@code
 *     SEENHEARD_PARTNER_HOSTS}); others only in the world, by TLS
 * @param mapping the file that says which field is which attribute of the records system's model
 *     ({@code SEENHEARD_MAPPING})
 * @param evidence by evidence system, where a recording of it can be watched ({@code
 *     SEENHEARD_EVIDENCE})
 * @param exposure under which names it is reached ({@code SEENHEARD_HOSTS}), and who speaks TLS: a
 *     proxy in front ({@code SEENHEARD_BEHIND_PROXY}) or the server itself ({@code
 *     SEENHEARD_TLS_CERTIFICATE}, {@code SEENHEARD_TLS_KEY})
 */
public record Settings(
    String host,
    int port,
    Path data,
    boolean demo,
    Optional<String> mongoUri,
    Optional<Path> storeKey,
    Path keys,
    Optional<Path> force,
    Optional<Path> chase,
    Optional<Path> duties,
    Optional<Path> forms,
    Optional<Path> referrals,
    Duration lease,
    Optional<LoginSettings> login,
    Optional<String> operationsToken,
    Optional<TimeSource.Address> timeSource,
    Set<String> partnerHosts,
    Optional<Path> mapping,
    Map<String, String> evidence,
    Exposure exposure) {

  private static final String DEMO_CLOCK = "SEENHEARD_DEMO_CLOCK";

  /** When a demonstration's clock begins, if it has one of its own: see {@link DemoClock}. */
  static Optional<Instant> demoClock(Map<String, String> environment) {
    try {
      return Optional.ofNullable(environment.get(DEMO_CLOCK))
          .map(String::trim)
          .filter(text -> !text.isEmpty())
          .map(Instant::parse);
    } catch (DateTimeParseException nothing) {
      return Optional.empty();
    }
  }

  /** Says everything that is wrong with the environment, in words for whoever started this. */
  public static final class BadSettings extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadSettings(List<String> faults) {
      super(String.join("\n", faults), null, false, false);
    }
  }

  /** Where restore reports stand: beside the keys where the store is another machine's. */
  Path reports() {
    return mongoUri.isPresent() ? keys.toAbsolutePath().resolveSibling("") : data;
  }

  private static Path inside(Path data) {
    return data.resolve("keys.json");
  }

  /** Not with the data: who copies the store away has not copied its keys. */
  private static Path beside(Path data) {
    return data.resolveSibling(data.getFileName() + "-keys").resolve("keys.json");
  }

  /** The key file of a data folder, where nobody says otherwise. */
  static Path keysOf(Path data) {
    return Files.exists(inside(data)) ? inside(data) : beside(data);
  }

  /**
   * Reads an environment.
   *
   * @throws BadSettings that names every fault at once
   */
  public static Settings from(Map<String, String> environment) {
    return new Reading(environment).settings();
  }

  /** Leaves out the store's address, which may hold a password. */
  @Override
  public String toString() {
    return "Settings["
        + address(port)
        + ", store "
        + (mongoUri.isPresent() ? "from MONGODB_URI" : "embedded in " + data)
        + (demo ? ", demonstration]" : "]");
  }

  /** The address of this server, listening on that port, as a browser takes it. */
  public String address(int listening) {
    String shown = host.contains(":") ? '[' + host + ']' : host;
    return (exposure.certificate().isPresent() ? "https://" : "http://") + shown + ':' + listening;
  }

  /** One reading of an environment: collects faults instead of stopping at the first. */
  private static final class Reading {
    private static final Pattern NAME =
        Pattern.compile("[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}]");
    private static final Pattern TIME_SOURCE =
        Pattern.compile("([A-Za-z0-9._-]{1,253})(?::([0-9]{1,4}|[1-5][0-9]{4}))?");
    private static final String EVIDENCE = "SEENHEARD_EVIDENCE";
    private static final Pattern WATCHED =
        Pattern.compile("[a-z][a-z0-9-]{0,31}=https://[A-Za-z0-9._:/?&=#%-]*[{]clip[}][^\\s,]*");
    private static final int NTP_PORT = 123;
    private static final int MAX_LEASE_HOURS = 24 * 14;
    private static final int LEAST_TOKEN = 24;
    private static final Set<String> LOGS = Set.of("json", "plain");

    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();

    Reading(Map<String, String> environment) {
      this.environment = environment;
    }

    Settings settings() {
      String host = text("SEENHEARD_HOST").orElse("127.0.0.1");
      int port = whole("SEENHEARD_PORT", 8080, 0, 65_535);
      Path data = path("SEENHEARD_DATA").orElse(Path.of("seenheard-data"));
      boolean demo = truth("SEENHEARD_DEMO");
      Optional<String> mongo = text("MONGODB_URI");
      Optional<Path> storeKey = path("SEENHEARD_STORE_KEY");
      Optional<Path> keys = path("SEENHEARD_KEYS");
      Optional<Path> force = path("SEENHEARD_FORCE");
      Optional<Path> chase = path("SEENHEARD_CHASE");
      Optional<Path> duties = path("SEENHEARD_DUTIES");
      Optional<Path> forms = path("SEENHEARD_FORMS");
      Optional<Path> referrals = path("SEENHEARD_REFERRALS");
      int lease = whole("SEENHEARD_LEASE_HOURS", 12, 1, MAX_LEASE_HOURS);
      Optional<LoginSettings> login = LoginSettings.read(this::text, this::path, faults);
      Optional<String> operationsToken = text("SEENHEARD_OPERATIONS_TOKEN");
      require(
          operationsToken.map(token -> token.length() >= LEAST_TOKEN).orElse(true),
          "SEENHEARD_OPERATIONS_TOKEN must have at least " + LEAST_TOKEN + " characters");
      require(
          text("SEENHEARD_LOG").map(LOGS::contains).orElse(true),
          "SEENHEARD_LOG must be json or plain");
      mongo.ifPresent(
          uri ->
              require(
                  uri.startsWith("mongodb://") || uri.startsWith("mongodb+srv://"),
                  "MONGODB_URI must begin with mongodb:// or mongodb+srv://"));
      require(
          storeKey.isEmpty() || mongo.isPresent(),
          "SEENHEARD_STORE_KEY is for a store that is a process of its own: MONGODB_URI must say"
              + " where it serves");
      require(
          mongo.isEmpty() || keys.isPresent(),
          "SEENHEARD_KEYS must name the key file when MONGODB_URI is set: every server of one store"
              + " needs the same keys. A server on the embedded store makes one beside its data"
              + " folder, in a folder of its own");
      if (demo) {
        require(
            loopback(host),
            "SEENHEARD_DEMO lets anybody sign in as anybody, so SEENHEARD_HOST must be a loopback"
                + " address such as 127.0.0.1");
        require(
            login.isEmpty(),
            "SEENHEARD_DEMO and SEENHEARD_LOGIN_… exclude each other: unset one of them");
      } else {
        require(
            login.isPresent() || LoginSettings.isNamed(this::text),
            "SEENHEARD_LOGIN_ISSUER must name the force's identity provider, and"
                + " SEENHEARD_LOGIN_CLIENT as what this server is registered there (or"
                + " SEENHEARD_LOGIN_KEYS a file of its keys); to try things out, set"
                + " SEENHEARD_DEMO=true");
        require(
            force.isPresent(),
            "SEENHEARD_FORCE must name the roster file of the force; to try things out, set"
                + " SEENHEARD_DEMO=true");
      }
      require(
          text(DEMO_CLOCK).isEmpty()
              || (demo && mongo.isEmpty() && demoClock(environment).isPresent()),
          DEMO_CLOCK
              + " is for a demonstration on its own store alone, which it lets begin at a moment"
              + " such as 2026-09-01T08:00:00Z: unset it, or set SEENHEARD_DEMO=true");
      Optional<TimeSource.Address> timeSource = timeSource();
      Set<String> partnerHosts = names("SEENHEARD_PARTNER_HOSTS");
      require(
          partnerHosts.stream().allMatch(name -> NAME.matcher(name).matches()),
          "SEENHEARD_PARTNER_HOSTS must be names or addresses of hosts, without ports, such as"
              + " records.force.internal, with commas between");
      require(
          names(EVIDENCE).stream().allMatch(one -> WATCHED.matcher(one).matches()),
          "SEENHEARD_EVIDENCE must say of each system where a recording can be watched, such as"
              + " axon=https://force.evidence.example/axon/{clip}, with commas between");
      Exposure exposure = exposure(host);
      if (!faults.isEmpty()) {
        throw new BadSettings(faults);
      }
      return new Settings(
          host,
          port,
          data,
          demo,
          mongo,
          storeKey,
          keys.orElse(demo ? inside(data) : beside(data)),
          force,
          chase,
          duties,
          forms,
          referrals,
          Duration.ofHours(lease),
          login,
          operationsToken,
          timeSource,
          partnerHosts,
          path("SEENHEARD_MAPPING"),
          evidence(),
          exposure);
    }

    private Map<String, String> evidence() {
      Map<String, String> evidence = new TreeMap<>();
      for (String one : names(EVIDENCE)) {
        evidence.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
      }
      return evidence;
    }

    private Optional<TimeSource.Address> timeSource() {
      Optional<String> given = text("SEENHEARD_TIME_SOURCE");
      require(
          given.map(text -> TIME_SOURCE.matcher(text).matches()).orElse(true),
          "SEENHEARD_TIME_SOURCE must be the name of a time server (NTP), such as"
              + " ntp.example.police.uk or 10.0.0.9:123");
      return given
          .map(TIME_SOURCE::matcher)
          .filter(Matcher::matches)
          .map(
              parts ->
                  new TimeSource.Address(
                      parts.group(1),
                      parts.group(2) == null ? NTP_PORT : Integer.parseInt(parts.group(2))));
    }

    private Set<String> names(String variable) {
      Set<String> names = new TreeSet<>();
      text(variable)
          .ifPresent(
              listed -> Stream.of(listed.split(",", -1)).map(String::trim).forEach(names::add));
      return names;
    }

    private Exposure exposure(String host) {
      Set<String> hosts = names("SEENHEARD_HOSTS");
      require(
          hosts.stream().allMatch(name -> NAME.matcher(name).matches()),
          "SEENHEARD_HOSTS must be the names under which people reach the server, without ports,"
              + " such as incidents.example.police.uk, with commas between");
      boolean proxied = truth("SEENHEARD_BEHIND_PROXY");
      Optional<Path> chain = path("SEENHEARD_TLS_CERTIFICATE");
      Optional<Path> key = path("SEENHEARD_TLS_KEY");
      require(
          chain.isPresent() == key.isPresent(),
          "SEENHEARD_TLS_CERTIFICATE and SEENHEARD_TLS_KEY belong together: set both or neither");
      if (!loopback(host)) {
        require(
            proxied || chain.isPresent(),
            "SEENHEARD_HOST is beyond this machine, and what officers write must not travel in the"
                + " clear: set SEENHEARD_TLS_CERTIFICATE and SEENHEARD_TLS_KEY, or, where a proxy"
                + " in front speaks TLS, SEENHEARD_BEHIND_PROXY=true");
        require(
            !hosts.isEmpty(),
            "SEENHEARD_HOSTS must name under which names people reach a server that listens beyond"
                + " this machine");
      }
      Optional<Exposure.Certificate> certificate =
          chain.isPresent() && key.isPresent()
              ? Optional.of(new Exposure.Certificate(chain.get(), key.get()))
              : Optional.empty();
      return new Exposure(hosts, proxied, certificate);
    }

    private Optional<String> text(String name) {
      return Optional.ofNullable(environment.get(name)).map(String::trim).filter(s -> !s.isEmpty());
    }

    private int whole(String name, int otherwise, int least, int most) {
      Optional<String> given = text(name);
      if (given.isEmpty()) {
        return otherwise;
      }
      if (given.get().matches("[0-9]{1,9}")) {
        int number = Integer.parseInt(given.get());
        if (number >= least && number <= most) {
          return number;
        }
      }
      faults.add(name + " must be a whole number from " + least + " to " + most);
      return otherwise;
    }

    private boolean truth(String name) {
      String given = text(name).orElse("false");
      require(given.equals("true") || given.equals("false"), name + " must be true or false");
      return given.equals("true");
    }

    private Optional<Path> path(String name) {
      try {
        return text(name).map(Path::of);
      } catch (InvalidPathException invalid) {
        faults.add(name + " must be a path of this file system");
        return Optional.empty();
      }
    }

    private static boolean loopback(String host) {
      try {
        return InetAddress.getByName(host).isLoopbackAddress();
      } catch (UnknownHostException unknown) {
        return false;
      }
    }

    private void require(boolean fine, String otherwise) {
      if (!fine) {
        faults.add(otherwise);
      }
    }
  }
}
