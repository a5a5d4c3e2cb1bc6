package uk.seenheard.api.partners.referral;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.seenheard.api.ground.files.JsonFile;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;

/**
 * What a force sets for its notices: who gets which kind, what each may see, which leave before
 * anybody has read them, where they may be routed, how an answer is challenged.
 *
 * @param from since when notices leave by this server, milliseconds since 1970: those of an
 *     incident that it first heard of before go as they went before
 * @param kinds by kind of notice
 * @param unread the kinds whose red notices leave at once
 * @param receiptMinutes how long a channel is given before the next one is taken
 * @param routes the codes of where triage may send a notice
 * @param levels the steps of a challenge: how many hours each waits for an answer
 * @param mail by which secure mail is sent; without it that channel fails and the next is taken
 * @param areas under which names an address or an authority is known
 */
public record ReferralPolicy(
    long from,
    Map<String, Kind> kinds,
    Set<String> unread,
    long receiptMinutes,
    Map<String, String> routes,
    List<Long> levels,
    Areas areas,
    List<Recipient> recipients,
    Optional<SecureMail.Server> mail) {
  private static final long MOST_MIB = 16;
  private static final long HOUR = 3_600_000;
  private static final int MOST_RECIPIENTS = 50_000;
  private static final Set<String> MEMBERS =
      Set.of(
          "version",
          "from",
          "kinds",
          "unread",
          "receiptMinutes",
          "routes",
          "levels",
          "areas",
          "home",
          "recipients",
          "schools",
          "mail");

  /** Copies. */
  public ReferralPolicy {
    kinds = Map.copyOf(kinds);
    unread = Set.copyOf(unread);
    routes = Map.copyOf(routes);
    levels = List.copyOf(levels);
    recipients = List.copyOf(recipients);
  }

  /** Who gets a kind of notice, and by which template it is written. */
  record Kind(String to, Template template) {}

  /** The areas by code, each with its names, and the one of an address that names none. */
  record Areas(Map<String, List<String>> names, String home) {
    Areas {
      names = Map.copyOf(names);
    }
  }

  /** What a recipient may see of a notice. */
  enum Template {
    /** Everything that is about the child. */
    FULL,
    /** What a school needs on the day: never the suspect, an address, a sibling elsewhere. */
    SCHOOL
  }

  /** Of a force that has no file: nobody gets anything. */
  static ReferralPolicy none() {
    return new ReferralPolicy(
        0,
        Map.of(),
        Set.of(),
        1,
        Map.of(),
        List.of(),
        new Areas(Map.of(), ""),
        List.of(),
        Optional.empty());
  }

  /** That of a force's file; without one nothing is delivered by this server. */
  public static Optional<ReferralPolicy> of(Optional<Path> file, JsonReader reader)
      throws IOException {
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Json data = JsonFile.load(file.get(), "the referrals file", MOST_MIB, reader);
    if (!(data instanceof Json.Obj object)) {
      throw new IllegalArgumentException("the referrals file is no JSON object");
    }
    ReferralPolicy policy = read(object);
    Optional<Path> schools = object.text("schools").map(name -> file.get().resolveSibling(name));
    List<Recipient> more =
        schools.isEmpty()
            ? List.of()
            : SchoolsFile.load(schools.get(), policy.areas().names().keySet());
    return Optional.of(policy.with(more, mail(object, file.get())));
  }

  private static Optional<SecureMail.Server> mail(Json.Obj data, Path file) throws IOException {
    if (data.get("mail").isEmpty()) {
      return Optional.empty();
    }
    Json.Obj mail = data.object("mail");
    known(
        mail,
        "mail",
        Set.of("host", "port", "tls", "from", "user", "passwordFile", "certificates"));
    String host = mail.text("host").orElse("");
    require(!host.isBlank(), "mail.host is missing");
    long port = mail.whole("port").orElse(0L);
    require(port > 0 && port < 65_536, "mail.port is no port");
    String tls = mail.text("tls").orElse("");
    require(
        tls.equals("start") || tls.equals("from-the-start"),
        "mail.tls is none of start, from-the-start");
    String from = mail.text("from").orElse("");
    require(from.indexOf('@') > 0 && !from.endsWith("@"), "mail.from is no address");
    Optional<String> password = Optional.empty();
    if (mail.text("passwordFile").isPresent()) {
      Path kept = file.resolveSibling(mail.text("passwordFile").get());
      password = Optional.of(Files.readString(kept).strip());
    }
    return Optional.of(
        new SecureMail.Server(
            host,
            (int) port,
            tls.equals("start"),
            from,
            mail.text("user"),
            password,
            mail.text("certificates").map(name -> file.resolveSibling(name))));
  }

  private ReferralPolicy with(List<Recipient> more, Optional<SecureMail.Server> by) {
    List<Recipient> all = new ArrayList<>(recipients);
    Set<String> urns = new HashSet<>();
    recipients.forEach(one -> one.urn().ifPresent(urns::add));
    more.stream().filter(one -> !urns.contains(one.urn().orElse(""))).forEach(all::add);
    return new ReferralPolicy(from, kinds, unread, receiptMinutes, routes, levels, areas, all, by);
  }

  /**
   * Reads what a file holds.
   *
   * @throws IllegalArgumentException that names what is wrong by its place
   */
  static ReferralPolicy read(Json.Obj data) {
    known(data, "the file", MEMBERS);
    require(data.whole("version").orElse(0L) == 1, "version is not 1");
    Areas areas = areas(data);
    Map<String, Kind> kinds = kinds(data.object("kinds"));
    Set<String> unread = new HashSet<>();
    int i = 0;
    for (Json one : data.items("unread")) {
      String where = "unread[" + i++ + "]";
      String kind = one instanceof Json.Text text ? text.value() : "";
      require(kinds.containsKey(kind), where + " is none of the kinds that the file has");
      unread.add(kind);
    }
    long minutes = data.whole("receiptMinutes").orElse(120L);
    require(minutes >= 1 && minutes <= 10_080, "receiptMinutes is no number from 1 to 10080");
    return new ReferralPolicy(
        data.get("from").isEmpty() ? 0 : moment(data.text("from").orElse("")),
        kinds,
        unread,
        minutes,
        routes(data),
        levels(data),
        areas,
        recipients(data, areas),
        Optional.empty());
  }

  private static long moment(String from) {
    try {
      return Instant.parse(from).toEpochMilli();
    } catch (DateTimeParseException none) {
      throw new IllegalArgumentException(
          "the referrals file: from is no moment such as 2026-12-01T00:00:00Z", none);
    }
  }

  private static Areas areas(Json.Obj data) {
    Map<String, List<String>> areas = new LinkedHashMap<>();
    data.object("areas")
        .members()
        .forEach(
            (code, value) -> {
              List<String> names = new ArrayList<>();
              for (Json name : value instanceof Json.Arr list ? list.items() : List.<Json>of()) {
                require(name instanceof Json.Text, "areas." + code + " holds what is no text");
                names.add(((Json.Text) name).value());
              }
              require(!names.isEmpty(), "areas." + code + " is no list of the area's names");
              areas.put(code, names);
            });
    String home = data.text("home").orElse("");
    require(areas.containsKey(home), "home is none of the areas that the file has");
    return new Areas(areas, home);
  }

  private static Map<String, Kind> kinds(Json.Obj given) {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    given
        .members()
        .forEach(
            (kind, value) -> {
              String where = "kinds." + kind;
              require(value instanceof Json.Obj, where + " is no object");
              Json.Obj one = (Json.Obj) value;
              known(one, where, Set.of("to", "template"));
              String to = one.text("to").orElse("");
              require(!to.isEmpty(), where + ".to is missing: say which kind of recipient gets it");
              String template = one.text("template").orElse("");
              require(
                  template.equals("full") || template.equals("school"),
                  where + ".template is none of full, school");
              kinds.put(
                  kind, new Kind(to, template.equals("full") ? Template.FULL : Template.SCHOOL));
            });
    require(!kinds.isEmpty(), "kinds is missing: say who gets which notice");
    return kinds;
  }

  private static Map<String, String> routes(Json.Obj data) {
    Map<String, String> routes = new LinkedHashMap<>();
    data.object("routes")
        .members()
        .forEach(
            (code, label) -> {
              require(label instanceof Json.Text, "routes." + code + " is no text");
              routes.put(code, ((Json.Text) label).value());
            });
    require(!routes.isEmpty(), "routes is missing: say where triage may send a notice");
    return routes;
  }

  private static List<Long> levels(Json.Obj data) {
    List<Long> levels = new ArrayList<>();
    for (Json one : data.items("levels")) {
      String where = "levels[" + levels.size() + "]";
      long hours = one instanceof Json.Num number ? number.whole().orElse(0L) : 0;
      require(hours >= 1 && hours <= 1_000, where + " is no number of hours from 1 to 1000");
      levels.add(hours);
    }
    require(!levels.isEmpty() && levels.size() <= 9, "levels is no list of 1 to 9 steps");
    return levels;
  }

  private static List<Recipient> recipients(Json.Obj data, Areas areas) {
    List<Json> items = data.items("recipients");
    require(items.size() <= MOST_RECIPIENTS, "recipients has more than " + MOST_RECIPIENTS);
    List<Recipient> recipients = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    Set<String> logins = new HashSet<>();
    for (Json item : items) {
      String where = "recipients[" + recipients.size() + "]";
      require(item instanceof Json.Obj, where + " is no object");
      Recipient one = recipient((Json.Obj) item, where, areas);
      require(ids.add(one.id()), where + ".id is that of another recipient");
      one.login()
          .ifPresent(
              login -> require(logins.add(login), where + ".login is that of another recipient"));
      recipients.add(one);
    }
    return recipients;
  }

  private static Recipient recipient(Json.Obj one, String where, Areas areas) {
    known(one, where, Set.of("id", "kind", "name", "urn", "area", "login", "channels"));
    for (String name : List.of("id", "kind", "name", "area")) {
      String value = one.text(name).orElse("");
      require(
          !value.isBlank() && value.length() <= 200,
          where + '.' + name + " is missing or too long");
    }
    String area = one.text("area").orElse("");
    require(areas.names().containsKey(area), where + ".area is none of the areas of the file");
    List<Recipient.Channel> channels = new ArrayList<>();
    for (Json item : one.items("channels")) {
      String at = where + ".channels[" + channels.size() + "]";
      require(item instanceof Json.Obj, at + " is no object");
      Json.Obj channel = (Json.Obj) item;
      known(channel, at, Set.of("kind", "address"));
      String kind = channel.text("kind").orElse("");
      require(Recipient.CHANNELS.contains(kind), at + ".kind is none of " + Recipient.CHANNELS);
      require(
          kind.equals("api")
              ? one.text("login").isPresent()
              : channel.text("address").filter(text -> !text.isBlank()).isPresent(),
          kind.equals("api")
              ? where + ".login is missing: a system that fetches has a login"
              : at + ".address is missing");
      channels.add(new Recipient.Channel(kind, channel.text("address")));
    }
    require(!channels.isEmpty(), where + ".channels is missing: say how it is reached");
    return new Recipient(
        one.text("id").orElse(""),
        one.text("kind").orElse(""),
        one.text("name").orElse(""),
        one.text("urn"),
        area,
        one.text("login"),
        channels);
  }

  private static void known(Json.Obj object, String where, Set<String> names) {
    for (String name : object.members().keySet()) {
      require(names.contains(name), where + " has \"" + name + "\", which is not known");
    }
  }

  private static void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new IllegalArgumentException("the referrals file: " + otherwise);
    }
  }

  /** Until when a challenge of that step waits for its answer. */
  long answerBy(int level, long at) {
    return at + levels.get(Math.min(level, levels.size()) - 1) * HOUR;
  }

  /** The recipient of that id. */
  Optional<Recipient> recipient(String id) {
    return recipients.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /** The recipient whose system signs in so. */
  Optional<Recipient> byLogin(String person) {
    return recipients.stream().filter(one -> one.login().equals(Optional.of(person))).findFirst();
  }
}
