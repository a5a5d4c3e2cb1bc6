package uk.seenheard.sync.form;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The codes that a field or a reason may take, in the order in which they are offered. */
public record CodeList(String name, List<Code> codes, Map<String, Code> byCode) {

  /** Indexes the codes. */
  public static CodeList of(String name, List<Code> codes) {
    Map<String, Code> byCode = new LinkedHashMap<>();
    for (Code code : codes) {
      byCode.put(code.code(), code);
    }
    return new CodeList(name, codes, byCode);
  }

  /** Copies the lists. */
  public CodeList {
    codes = List.copyOf(codes);
    byCode = Map.copyOf(byCode);
  }

  /** The code of that name, or empty. */
  public Optional<Code> code(String code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** What a code is called in another scheme: the same, unless the list says otherwise. */
  public String as(String scheme, String code) {
    return code(code).map(known -> known.as().getOrDefault(scheme, code)).orElse(code);
  }

  /** What people read for a code: its label, or the code itself when the list does not know it. */
  public String label(String code) {
    return code(code).map(Code::label).orElse(code);
  }
}
