package workbook.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether manifests agree with each other: names that one uses and another has to define. An API
 * server accepts each of them alone, and nothing works.
 */
final class Agreement {

  private final Manifests manifests;
  private final List<String> problems = new ArrayList<>();

  private Agreement(Manifests manifests) {
    this.manifests = manifests;
  }

  static List<String> problems(Manifests manifests) {
    Agreement agreement = new Agreement(manifests);
    manifests.all(StatefulSet.class).forEach(agreement::statefulSet);
    manifests.all(Service.class).forEach(agreement::service);
    manifests.all(PodDisruptionBudget.class).forEach(agreement::budget);
    manifests.all(NetworkPolicy.class).forEach(agreement::policy);
    manifests.all(RoleBinding.class).forEach(agreement::binding);
    return agreement.problems;
  }

  private void that(boolean good, String otherwise, Object... parts) {
    if (!good) problems.add(otherwise.formatted(parts));
  }

  private void statefulSet(StatefulSet set) {
    String name = "StatefulSet " + set.getMetadata().getName();
    PodTemplateSpec template = set.getSpec().getTemplate();
    Map<String, String> wanted = labels(set.getSpec().getSelector());
    that(!wanted.isEmpty(), "%s has no selector", name);
    that(has(template, wanted), "%s selects %s, which its pods are not", name, wanted);
    String service = set.getSpec().getServiceName();
    that(
        manifests.all(Service.class).stream()
            .anyMatch(one ->
                one.getMetadata().getName().equals(service)
                    && "None".equals(one.getSpec().getClusterIP())),
        "%s: there is no headless service %s",
        name,
        service);
    String account = template.getSpec().getServiceAccountName();
    that(
        manifests.all(ServiceAccount.class).stream()
            .anyMatch(one -> one.getMetadata().getName().equals(account)),
        "%s: there is no service account %s",
        name,
        account);
    for (Container container : template.getSpec().getContainers()) container(name, set, container);
  }

  private void container(String name, StatefulSet set, Container container) {
    Set<String> ports = ports(container);
    Stream.of(container.getReadinessProbe(), container.getLivenessProbe())
        .filter(probe -> probe != null)
        .flatMap(probe ->
            Stream.of(
                probe.getHttpGet() == null ? null : probe.getHttpGet().getPort(),
                probe.getTcpSocket() == null ? null : probe.getTcpSocket().getPort()))
        .filter(port -> port != null)
        .forEach(port -> that(isOf(port, ports), "%s: no port %s to probe", name, port.getValue()));
    List<String> known = container.getEnv().stream().map(EnvVar::getName).toList();
    for (String argument : container.getArgs()) {
      for (String variable : argument.split("\\$\\(")) {
        if (!variable.contains(")")) continue;
        String used = variable.substring(0, variable.indexOf(')'));
        that(known.contains(used), "%s: no variable %s for %s", name, used, argument);
      }
    }
    for (EnvVar variable : container.getEnv()) {
      var from = variable.getValueFrom();
      if (from == null || from.getSecretKeyRef() == null) continue;
      String secret = from.getSecretKeyRef().getName();
      that(manifests.secrets().contains(secret), "%s: there is no secret %s", name, secret);
    }
    that(
        container.getArgs().contains("--cluster-size=" + set.getSpec().getReplicas()),
        "%s: %d replicas, and its nodes are told another number",
        name,
        set.getSpec().getReplicas());
  }

  private void service(Service service) {
    String name = "Service " + service.getMetadata().getName();
    Map<String, String> wanted = service.getSpec().getSelector();
    that(wanted != null && !wanted.isEmpty(), "%s has no selector", name);
    that(somebodyHas(wanted), "%s selects %s, which no pod is", name, wanted);
    service.getSpec().getPorts().stream()
        .map(port ->
            port.getTargetPort() == null ? new IntOrString(port.getPort()) : port.getTargetPort())
        .forEach(port ->
            that(isOf(port, allPorts()), "%s: no pod has a port %s", name, port.getValue()));
  }

  private void budget(PodDisruptionBudget budget) {
    Map<String, String> wanted = labels(budget.getSpec().getSelector());
    that(!wanted.isEmpty(), "PodDisruptionBudget has no selector");
    that(somebodyHas(wanted), "PodDisruptionBudget selects %s, which no pod is", wanted);
  }

  private void policy(NetworkPolicy policy) {
    Map<String, String> wanted = labels(policy.getSpec().getPodSelector());
    that(!wanted.isEmpty(), "NetworkPolicy has no selector");
    that(somebodyHas(wanted), "NetworkPolicy selects %s, which no pod is", wanted);
    policy.getSpec().getIngress().stream()
        .flatMap(rule -> rule.getPorts().stream())
        .forEach(port ->
            that(
                isOf(port.getPort(), allPorts()),
                "NetworkPolicy: no pod has a port %s",
                port.getPort().getValue()));
  }

  private void binding(RoleBinding binding) {
    String role = binding.getRoleRef().getName();
    that(
        manifests.all(Role.class).stream()
            .anyMatch(one -> one.getMetadata().getName().equals(role)),
        "RoleBinding: there is no role %s",
        role);
    binding
        .getSubjects()
        .forEach(subject ->
            that(
                manifests.all(ServiceAccount.class).stream()
                    .anyMatch(one -> one.getMetadata().getName().equals(subject.getName())),
                "RoleBinding: there is no service account %s",
                subject.getName()));
  }

  private Stream<PodTemplateSpec> templates() {
    return manifests.all(StatefulSet.class).stream().map(set -> set.getSpec().getTemplate());
  }

  private boolean somebodyHas(Map<String, String> wanted) {
    return templates().anyMatch(template -> has(template, wanted));
  }

  private static boolean has(PodTemplateSpec template, Map<String, String> wanted) {
    Map<String, String> labels = template.getMetadata().getLabels();
    return wanted != null && labels != null && labels.entrySet().containsAll(wanted.entrySet());
  }

  private static Map<String, String> labels(LabelSelector selector) {
    return selector == null || selector.getMatchLabels() == null
        ? Map.of()
        : selector.getMatchLabels();
  }

  private Set<String> allPorts() {
    return templates()
        .flatMap(template -> template.getSpec().getContainers().stream())
        .flatMap(container -> ports(container).stream())
        .collect(Collectors.toSet());
  }

  /** By name and by number. */
  private static Set<String> ports(Container container) {
    return container.getPorts().stream()
        .flatMap(port -> Stream.of(port.getName(), number(port)))
        .collect(Collectors.toSet());
  }

  private static String number(ContainerPort port) {
    return "" + port.getContainerPort();
  }

  private static boolean isOf(IntOrString port, Set<String> ports) {
    return ports.contains(String.valueOf(port.getValue()));
  }
}
