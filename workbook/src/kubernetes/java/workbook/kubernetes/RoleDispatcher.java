package workbook.kubernetes;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An API that keeps objects, and asks of each request who it is and whether a role allows it: the
 * mock alone answers everybody everything.
 */
final class RoleDispatcher extends KubernetesCrudDispatcher {

  /** The one who may do everything. */
  static final String ADMIN = "token-of-the-administrator";

  /** What a pod's service account shows. */
  static final String POD = "token-of-the-service-account";

  private static final Pattern GROUP =
      Pattern.compile("/apis/([^/]+)/[^/]+/namespaces/([^/?]+)/([^/?]+)(/[^/?]+)?(\\?.*)?");

  private final String namespace;
  private final List<PolicyRule> rules;
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private volatile boolean granted = true;

  /** One that grants the pod what these rules say, in this namespace. */
  RoleDispatcher(String namespace, List<PolicyRule> rules) {
    this.namespace = namespace;
    this.rules = rules;
  }

  /** The role is there, or it is not. */
  void grant(boolean value) {
    granted = value;
  }

  /** What was refused so far. */
  List<String> refused() {
    return List.copyOf(refused);
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    String who = request.getHeader("Authorization");
    if (("Bearer " + ADMIN).equals(who)) return super.dispatch(request);
    if (!("Bearer " + POD).equals(who)) return refuse(401, request);
    return allows(request) ? super.dispatch(request) : refuse(403, request);
  }

  private boolean allows(RecordedRequest request) {
    Matcher path = GROUP.matcher(request.getPath());
    if (!granted || !request.getMethod().equals("GET") || !path.matches()) return false;
    String verb = path.group(4) == null ? "list" : "get";
    return path.group(2).equals(namespace)
        && rules.stream()
            .anyMatch(rule ->
                rule.getApiGroups().contains(path.group(1))
                    && rule.getResources().contains(path.group(3))
                    && rule.getVerbs().contains(verb));
  }

  private MockResponse refuse(int code, RecordedRequest request) {
    refused.add(code + " " + request.getMethod() + " " + request.getPath());
    String body = "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"code\": %d}".formatted(code);
    return new MockResponse().setResponseCode(code).setBody(body);
  }
}
