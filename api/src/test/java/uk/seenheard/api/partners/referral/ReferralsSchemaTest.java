package uk.seenheard.api.partners.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.sync.codec.Json;

/** The schema of the directory says what the server says of a file. */
class ReferralsSchemaTest {
  private static boolean fits(String file) throws IOException {
    try (InputStream in = ReferralPolicy.class.getResourceAsStream("referrals.schema.json")) {
      return Validator.create(
              JsonSchema.of(new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8))),
              new JsonSchemaOptions()
                  .setDraft(Draft.DRAFT202012)
                  .setBaseUri("https://seenheard.example"))
          .validate(new JsonObject(file))
          .getValid();
    }
  }

  private static ReferralPolicy read(String file) {
    return ReferralPolicy.read((Json.Obj) new JacksonJsonReader().read(file));
  }

  @Test
  void whatIsShownFitsAndIsTaken() throws IOException {
    String shown = Files.readString(Path.of("docs", "integrators", "demo-referrals.json"));
    for (String file : new String[] {Vale.FILE, shown}) {
      assertThat(fits(file)).isTrue();
      assertThat(read(file).recipients()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"version\": 1|\"version\": 2",
        "\"version\": 1|\"version\": 1, \"from\": 20261201",
        "\"receiptMinutes\": 60|\"receiptMinutes\": 0",
        "\"template\": \"full\"|\"template\": \"all\"",
        "\"levels\": [24, 48, 72]|\"levels\": []",
        "\"kind\": \"phone\", \"address\": \"01632 960002\"|\"kind\": \"phone\"",
        "\"home\": \"vale\"|\"house\": \"vale\""
      })
  void whatTheServerRefusesTheSchemaRefusesToo(String was, String is) throws IOException {
    assertThat(Vale.FILE).contains(was);
    String file = Vale.FILE.replace(was, is);
    assertThat(fits(file)).isFalse();
    assertThatThrownBy(() -> read(file)).isInstanceOf(IllegalArgumentException.class);
  }
}
