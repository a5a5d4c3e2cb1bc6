package uk.seenheard.api.partners.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.seenheard.api.Caller;
import uk.seenheard.api.LiveServer;
import uk.seenheard.api.desk.review.RecordedCase;
import uk.seenheard.api.field.forms.FormShelf;
import uk.seenheard.api.ground.contract.PublishedContract;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.api.partners.referral.Vale;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.form.Form;
import uk.seenheard.sync.form.ShippedForms;
import uk.seenheard.sync.incident.Incident;
import uk.seenheard.sync.incident.Notices;
import uk.seenheard.sync.incident.RiskGrade;
import uk.seenheard.sync.merge.IncidentRecord;

/**
 * A sample of each payload for each of the nine forms, as integrators find them under {@code
 * /docs/samples}: made of recorded cases by the code that makes the real ones. They are written
 * anew by {@code -Dsamples.write=true}, and held against the contract's schemas always.
 */
class SamplesTest {
  private static final Path FOLDER = Path.of("docs", "integrators", "samples");
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern DIGEST = Pattern.compile("\\b[0-9a-f]{64}\\b");
  private static final Pattern KEY = Pattern.compile("\\b[0-9a-f]{32}\\b");
  private static final Pattern TIME = Pattern.compile("\\b1[78][0-9]{11}\\b");

  /**
   * Where a worked case was recorded with a form; the others are recorded as the first of these.
   */
  private static final Map<String, String> CASES =
      Map.of(
          "domestic-abuse", "case-2-complete",
          "missing-child", "case-3-complete",
          "police-protection", "case-4-complete",
          "child-in-custody", "case-6-complete");

  @TempDir static Path folder;
  private static final Map<String, String> made = new TreeMap<>();

  @BeforeAll
  static void make() throws IOException {
    SdmText sdm =
        new SdmText(SdmMapping.of(Optional.empty(), FormShelf.shipped(), new JacksonJsonReader()));
    AtomicLong now = new AtomicLong();
    long began = RecordedCase.read("case-1-complete").whole("now").orElseThrow();
    now.set(began);
    try (LiveServer server =
        LiveServer.start(
            folder.resolve("data"),
            now::get,
            Map.of("SEENHEARD_REFERRALS", Vale.written(folder).toString()))) {
      for (String form : ShippedForms.IDS) {
        String name = CASES.getOrDefault(form, "case-1-complete");
        Json.Obj written = RecordedCase.read(name);
        Json.Obj of = (Json.Obj) written.get("form").orElseThrow();
        String incident =
            RecordedCase.record(
                server, "SAMPLE-" + form, written.with("form", of.with("id", Json.of(form))));
        IncidentRecord record = server.record(incident);
        Revision revision = revision(record, incident, began);
        made.put(form + ".revision.json", plain(revision.json()));
        made.put(form + ".sdm.json", plain(sdm.text(revision)));
        String notice = notice(server, incident);
        Json.Obj handed =
            Caller.signedIn(server.url(), "triage1")
                .get("/v1/referrals/" + notice + "/package")
                .expect(200);
        Json.Builder sent =
            Json.object().put("key", "5f0c1a2b3c4d5e6f708192a3b4c5d6e7").put("notYetRead", false);
        handed
            .members()
            .forEach(
                (member, value) -> {
                  if (!List.of("state", "sent", "receipts", "earlier").contains(member)) {
                    sent.put(member, value);
                  }
                });
        made.put(form + ".notice.json", plain(sent.build()));
      }
    }
    if (Boolean.getBoolean("samples.write")) {
      Files.createDirectories(FOLDER);
      for (Map.Entry<String, String> one : made.entrySet()) {
        Files.writeString(FOLDER.resolve(one.getKey()), one.getValue());
      }
      Files.writeString(FOLDER.resolve("index.txt"), String.join("\n", made.keySet()) + "\n");
    }
  }

  private static Revision revision(IncidentRecord record, String incident, long at) {
    return new Revision(
        4711,
        incident,
        Revision.Heading.of(record, Optional.empty(), List.of("ashmere"), FormShelf.shipped()),
        1,
        new Hash("0".repeat(64)),
        "ps401",
        at,
        record.canonical(),
        RiskGrade.of(Incident.of(record)),
        Notices.of(record),
        false,
        0);
  }

  private static String notice(LiveServer server, String incident) {
    return Caller.signedIn(server.url(), "triage1")
        .get("/v1/referrals")
        .expect(200)
        .items("referrals")
        .stream()
        .map(Json.Obj.class::cast)
        .filter(one -> one.text("referral").orElse("").startsWith(incident))
        .filter(one -> one.text("kind").equals(Optional.of("ppn")))
        .map(one -> one.text("referral").orElseThrow())
        .findFirst()
        .orElseThrow();
  }

  /** The same each time: what is random or of the day is put in the order in which it comes. */
  private static String plain(Json value) throws IOException {
    String text = JSON.writeValueAsString(JSON.readTree(value.canonical()));
    Map<String, String> ids = new HashMap<>();
    Matcher id = ID.matcher(text);
    StringBuilder out = new StringBuilder();
    while (id.find()) {
      String stands =
          ids.computeIfAbsent(
              id.group(),
              one ->
                  String.format(
                      java.util.Locale.ROOT, "0190a5c0-0000-7000-8000-%012x", ids.size() + 1));
      id.appendReplacement(out, stands);
    }
    id.appendTail(out);
    String plain = DIGEST.matcher(out).replaceAll("0".repeat(64));
    plain = KEY.matcher(plain).replaceAll("5f0c1a2b3c4d5e6f708192a3b4c5d6e7");
    return TIME.matcher(plain).replaceAll("1795217400000") + "\n";
  }

  private static void fits(JsonNode schema, String text, String what) {
    OutputUnit found =
        Validator.create(
                JsonSchema.of(new JsonObject(schema.toString())),
                new JsonSchemaOptions()
                    .setDraft(Draft.DRAFT202012)
                    .setBaseUri("https://seenheard.example"))
            .validate(new JsonObject(text));
    assertThat(found.getValid())
        .as("%s: %s", what, found.getErrors() == null ? "" : found.getErrors().toString())
        .isTrue();
  }

  private static String committed(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name));
  }

  @Test
  void thereIsOneOfEachPayloadForEachFormAndItFitsTheContract() throws IOException {
    assertThat(committed("index.txt").lines()).containsExactlyElementsOf(made.keySet());
    assertThat(made).hasSize(3 * ShippedForms.IDS.size());
    for (String form : ShippedForms.IDS) {
      fits(
          PublishedContract.schema("Revision"),
          committed(form + ".revision.json"),
          form + ", a revision");
      fits(
          PublishedContract.schema("SdmRevision"),
          committed(form + ".sdm.json"),
          form + ", by the Standard Data Model");
      fits(
          PublishedContract.schema("NoticeContent"),
          JSON.readTree(committed(form + ".notice.json")).path("content").toString(),
          form + ", a notice");
    }
  }

  /** An integrator reads what each kind, member and code is called, and what it may find. */
  @Test
  void whatStandsInANoticeIsListedForIntegrators() throws IOException {
    String page = Files.readString(FOLDER.resolveSibling("NOTICES.md"));
    Form form =
        FormShelf.shipped().newest().stream()
            .filter(one -> one.id().equals("domestic-abuse"))
            .findFirst()
            .orElseThrow();
    form.codeList("notice-kind")
        .orElseThrow()
        .codes()
        .forEach(kind -> assertThat(page).contains("| `" + kind.code() + "` |"));
    for (String id : ShippedForms.IDS) {
      JsonNode content = JSON.readTree(made.get(id + ".notice.json")).path("content");
      content.fieldNames().forEachRemaining(name -> assertThat(page).contains("`" + name));
      for (String part : List.of("incident", "notice")) {
        content.path(part).fieldNames().forEachRemaining(name -> listed(page, name));
      }
      for (String part : List.of("children", "said", "adults")) {
        content.path(part).forEach(one -> one.fieldNames().forEachRemaining(n -> listed(page, n)));
      }
    }
  }

  private static void listed(String page, String name) {
    assertThat(page).contains("`" + name + "`");
  }

  @Test
  void theCodesInARevisionHaveTheirLabels() throws IOException {
    JsonNode revision = JSON.readTree(made.get("domestic-abuse.revision.json"));
    assertThat(revision.path("teams").get(0).asText()).isEqualTo("ashmere");
    assertThat(revision.path("labels").path("adult.role").path("suspect").asText()).isNotEmpty();
    assertThat(revision.path("labels").path("referral.kind").path("ppn").asText())
        .isEqualTo("Public protection notice");
  }

  @Test
  void theyAreWhatTheCodeMakesToday() throws IOException {
    for (Map.Entry<String, String> one : made.entrySet()) {
      assertThat(names(JSON.readTree(committed(one.getKey()))))
          .as("%s: run with -Dsamples.write=true", one.getKey())
          .isEqualTo(names(JSON.readTree(one.getValue())));
    }
  }

  /** The names of members, without those that are ids or paths. */
  private static String names(JsonNode node) {
    StringBuilder names = new StringBuilder();
    node.fieldNames().forEachRemaining(name -> names.append(name).append(' '));
    return names.toString();
  }

  @Test
  void f1TheModelIsThatOfThePublishedPages() throws IOException {
    JsonNode schema;
    try (InputStream in =
        SamplesTest.class.getResourceAsStream(
            "/uk/seenheard/api/partners/sdm-as-published.schema.json")) {
      schema = JSON.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    for (String form : ShippedForms.IDS) {
      fits(schema, made.get(form + ".sdm.json"), form);
      // Every relationship leads to a resource that is there.
      JsonNode sdm = JSON.readTree(made.get(form + ".sdm.json"));
      List<String> there = sdm.path("included").findValuesAsText("id");
      for (JsonNode related : sdm.path("data").path("relationships")) {
        related.path("data").forEach(one -> assertThat(there).contains(one.path("id").asText()));
      }
    }
  }
}
