package uk.seenheard.api.desk.console;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.JsonReader;

/**
 * What the pages are made of, as it was found on the class path when the server started.
 *
 * @param version changes whenever one of the files does
 * @param page the document that every address answers with
 * @param importMapHash what allows the document's import map, and no other inline script
 */
record ConsoleFiles(String version, Map<String, File> files, String page, String importMapHash) {
  /** Where the files of the JavaScript libraries are served. */
  static final String LIBRARIES = "/_static/";

  /** Where the files of the design system are served. */
  static final String DESIGN = "/govuk/";

  /** Where the files of the charting library are served. */
  static final String CHARTS = "/charts/";

  private static final String MANIFEST = "files.txt";
  private static final int VERSION_CHARS = 12;

  /** One file: its media type and its text. */
  record File(String type, String text) {}

  /** Copies. */
  ConsoleFiles {
    files = Map.copyOf(files);
  }

  /**
   * Reads everything.
   *
   * @throws IOException when a file is missing that the manifest names
   */
  static ConsoleFiles read(JsonReader reader) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (String name : own(MANIFEST).split("\\s+")) {
      texts.put(name, own(name));
    }
    String design = DESIGN + version("govuk-frontend") + "/dist/govuk";
    String charts = CHARTS + version("chart.js") + "/dist";
    texts.replaceAll(
        (name, text) -> text.replace("{{design}}", design).replace("{{charts}}", charts));
    String version = HexFormat.of().formatHex(sha256(texts.toString())).substring(0, VERSION_CHARS);
    Map<String, File> files = new LinkedHashMap<>();
    texts.forEach((name, text) -> files.put(name, new File(type(name), text)));
    String importMap = importMap(reader);
    String page =
        own("page.html").replace("{{version}}", version).replace("{{importmap}}", importMap);
    String hash = "sha256-" + Base64.getEncoder().encodeToString(sha256(importMap));
    return new ConsoleFiles(version, files, page, hash);
  }

  private static String own(String name) throws IOException {
    return text(ConsoleFiles.class.getResourceAsStream(name), name);
  }

  private static String text(@org.jspecify.annotations.Nullable InputStream found, String name)
      throws IOException {
    if (found == null) {
      throw new IOException("the console's file " + name + " is not on the class path");
    }
    try (InputStream in = found) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String type(String name) {
    return name.endsWith(".css") ? "text/css; charset=utf-8" : "text/javascript; charset=utf-8";
  }

  /** The libraries' own import maps, read together: which address stands behind which name. */
  private static String importMap(JsonReader reader) throws IOException {
    Map<String, Json> imports = new TreeMap<>();
    ClassLoader loader = ConsoleFiles.class.getClassLoader();
    for (URL map : Collections.list(loader.getResources("META-INF/importmap.json"))) {
      Json read = reader.read(text(map.openStream(), map.getPath()));
      if (read instanceof Json.Obj object) {
        object.object("imports").members().forEach(imports::putIfAbsent);
      }
    }
    Json.Builder all = Json.object();
    imports.forEach(all::put);
    return Json.object().put("imports", all.build()).build().canonical();
  }

  /** The version of a library, as its jar says: its files stand in a folder of that name. */
  private static String version(String library) throws IOException {
    Properties properties = new Properties();
    String name = "/META-INF/maven/org.webjars.npm/" + library + "/pom.properties";
    try (InputStream in = ConsoleFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(library + " is not on the class path");
      }
      properties.load(in);
    }
    return properties.getProperty("version", "");
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
