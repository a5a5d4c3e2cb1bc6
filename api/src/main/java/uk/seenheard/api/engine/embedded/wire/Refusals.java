package uk.seenheard.api.engine.embedded.wire;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.NoSuchCommandException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The list of what the store supports; whatever is not on it is refused by name, before anything
 * runs.
 *
 * <p>A list of what is supported rather than of what is not: an option that a newer driver sends is
 * refused too, instead of being ignored.
 */
final class Refusals {
  private static final Set<String> EVERYWHERE =
      Set.of(
          "$db",
          "$readPreference",
          "comment",
          "maxTimeMS",
          "readConcern",
          "writeConcern",
          "helloOk",
          "client",
          "compression",
          "lsid",
          "txnNumber",
          "startTransaction",
          "autocommit",
          "collation",
          "let");
  private static final Map<String, Set<String>> COMMANDS = new HashMap<>();

  static {
    allow(
        "find",
        "filter",
        "sort",
        "projection",
        "hint",
        "skip",
        "limit",
        "batchSize",
        "singleBatch",
        "noCursorTimeout",
        "allowDiskUse",
        "allowPartialResults");
    allow("count", "query", "limit", "skip");
    allow("insert", "documents", "ordered", "bypassDocumentValidation");
    allow("update", "updates", "ordered", "bypassDocumentValidation");
    allow("delete", "deletes", "ordered");
    allow(
        "findAndModify",
        "query",
        "sort",
        "remove",
        "update",
        "new",
        "fields",
        "upsert",
        "arrayFilters",
        "bypassDocumentValidation");
    allow("create");
    allow("createIndexes", "indexes", "commitQuorum");
    allow("drop");
    allow("dropIndexes", "index");
    allow("dropDatabase");
    allow("listCollections", "filter", "nameOnly", "authorizedCollections", "cursor");
    allow("listIndexes", "cursor");
    allow("listDatabases", "nameOnly", "authorizedDatabases");
    allow("dbStats", "scale");
    allow("dbstats", "scale");
    allow("collStats", "scale");
    allow("getMore", "collection", "batchSize");
    allow("killCursors", "cursors");
    allow("endSessions");
    allow("serverStatus", "repl", "metrics", "locks");
    for (String name : Set.of("hello", "isMaster", "ismaster")) {
      allow(
          name,
          "loadBalanced",
          "hostInfo",
          "internalClient",
          "saslSupportedMechs",
          "speculativeAuthenticate",
          "topologyVersion",
          "maxAwaitTimeMS",
          "apiVersion");
    }
    for (String name :
        Set.of(
            "ping",
            "buildInfo",
            "buildinfo",
            "connectionStatus",
            "whatsmyuri",
            "hostInfo",
            "getLog",
            "getCmdLineOpts")) {
      allow(name, "showPrivileges");
    }
  }

  private static final Set<String> OFF = Set.of("capped");
  private static final Set<String> INDEX_OPTIONS =
      Set.of("key", "name", "unique", "sparse", "v", "ns", "background");

  private Refusals() {}

  private static void allow(String command, String... fields) {
    COMMANDS.put(command, Set.of(fields));
  }

  /** The name of the command, or the error that names what is not supported. */
  static String check(Document command) {
    String name = command.keySet().iterator().next();
    if (name.equals("findandmodify")) {
      name = "findAndModify";
    }
    Set<String> fields = COMMANDS.get(name);
    if (fields == null) {
      throw new NoSuchCommandException(name);
    }
    for (Map.Entry<String, Object> e : command.entrySet()) {
      String field = e.getKey();
      if (!field.equalsIgnoreCase(name) && !fields.contains(field)) {
        if (name.equals("create") && OFF.contains(field) && Boolean.FALSE.equals(e.getValue())) {
          continue; // drivers say that they do not want it
        }
        if (!EVERYWHERE.contains(field)) {
          throw unsupported("the option '" + field + "' of " + name);
        }
        checkCommon(field, e.getValue());
      }
    }
    switch (name) {
      case "createIndexes" -> checkIndexes(command.get("indexes"));
      case "update" ->
          checkStatements(
              command.get("updates"), Set.of("q", "u", "multi", "upsert", "arrayFilters"));
      case "delete" -> checkStatements(command.get("deletes"), Set.of("q", "limit"));
      case "insert" -> checkDocuments(command.get("documents"));
      case "findAndModify" -> checkUpdate(command.get("update"));
      default -> {}
    }
    return name;
  }

  private static void checkCommon(String field, @Nullable Object value) {
    switch (field) {
      case "lsid", "txnNumber", "startTransaction", "autocommit" ->
          throw unsupported("sessions and transactions ('" + field + "')");
      case "collation" -> {
        if (!(value instanceof Document d && (d.isEmpty() || "simple".equals(d.get("locale"))))) {
          throw unsupported("collations other than simple");
        }
      }
      case "let" -> throw unsupported("variables ('let')");
      case "readConcern" -> {
        if (value instanceof Document d
            && ("snapshot".equals(d.get("level")) || d.containsKey("afterClusterTime"))) {
          throw unsupported("the read concern snapshot and causal reads");
        }
      }
      case "writeConcern" -> {
        // Every write is on the disk before it is acknowledged, which is what 1 and majority ask.
        if (value instanceof Document d
            && d.get("w") instanceof Number n
            && (n.intValue() > 1 || n.intValue() < 0)) {
          throw unsupported("a write concern of more than the one copy that there is");
        }
      }
      default -> {}
    }
  }

  private static void checkIndexes(@Nullable Object indexes) {
    for (Document index : documents(indexes, "indexes")) {
      for (String option : index.keySet()) {
        if (option.equals("collation")) {
          checkCommon("collation", index.get(option));
        } else if (!INDEX_OPTIONS.contains(option)) {
          throw unsupported(
              switch (option) {
                case "expireAfterSeconds" -> "indexes that expire documents ('expireAfterSeconds')";
                case "partialFilterExpression" -> "partial indexes ('partialFilterExpression')";
                default -> "the index option '" + option + "'";
              });
        }
      }
      if (!(index.get("key") instanceof Document key) || key.isEmpty() || key.size() > 32) {
        throw badValue("an index needs 1 to 32 fields in 'key'");
      }
      if (!(index.get("name") instanceof String name) || name.isEmpty() || name.length() > 120) {
        throw badValue("an index needs a 'name' of 1 to 120 characters");
      }
      for (Map.Entry<String, Object> e : key.entrySet()) {
        boolean plain = e.getValue() instanceof Number n && Math.abs(n.doubleValue()) == 1;
        if (!plain || e.getKey().contains("$") || e.getKey().isEmpty()) {
          throw unsupported(
              "indexes other than ascending (1) and descending (-1), asked for '"
                  + e.getKey()
                  + "'");
        }
      }
    }
  }

  private static void checkStatements(@Nullable Object statements, Set<String> fields) {
    for (Document statement : documents(statements, "statements")) {
      for (String field : statement.keySet()) {
        if (field.equals("collation")) {
          checkCommon("collation", statement.get(field));
        } else if (!fields.contains(field)) {
          throw unsupported("the option '" + field + "' of a write statement");
        }
      }
      if (!(statement.get("q") instanceof Document)) {
        throw badValue("a write statement needs a document 'q'");
      }
      if (fields.contains("u")) {
        if (!statement.containsKey("u")) {
          throw badValue("an update statement needs a document 'u'");
        }
        checkUpdate(statement.get("u"));
      } else if (!(statement.get("limit") instanceof Number)) {
        throw badValue("a delete statement needs a number 'limit'");
      }
    }
  }

  private static void checkUpdate(@Nullable Object update) {
    if (update instanceof Collection) {
      throw unsupported("updates by a pipeline");
    }
    if (update != null && !(update instanceof Document)) {
      throw badValue("an update must be a document");
    }
  }

  private static void checkDocuments(@Nullable Object documents) {
    documents(documents, "documents");
  }

  private static Collection<Document> documents(@Nullable Object value, String field) {
    if (!(value instanceof Collection<?> all)
        || all.isEmpty()
        || !all.stream().allMatch(Document.class::isInstance)) {
      throw badValue("'" + field + "' must be an array of at least one document");
    }
    @SuppressWarnings("unchecked")
    Collection<Document> documents = (Collection<Document>) all;
    return documents;
  }

  private static MongoServerError unsupported(String what) {
    return new MongoServerError(
        115,
        "CommandNotSupported",
        "The embedded store does not support " + what + "; a MongoDB server would");
  }

  private static MongoServerError badValue(String what) {
    return new MongoServerError(2, "BadValue", what);
  }
}
