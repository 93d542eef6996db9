package multinode.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Clients that look whether a place is free, and then take it: two steps, where one is needed. */
record Check(Optional<String> place, List<Client> clients) {

  enum At {
    HOME,
    SAW_IT_FREE,
    HAS_IT,
    WENT_AWAY
  }

  record Client(String name, At at) {
    Client to(At next) {
      return new Client(name, next);
    }
  }

  static Check of(String... names) {
    List<Client> all = new ArrayList<>();
    for (String name : names) all.add(new Client(name, At.HOME));
    return new Check(Optional.empty(), List.copyOf(all));
  }

  /** As students write it at first. */
  List<Step<Check>> inTwoSteps() {
    List<Step<Check>> steps = new ArrayList<>();
    for (Client client : clients) {
      switch (client.at()) {
        case HOME -> {
          At next = place.isEmpty() ? At.SAW_IT_FREE : At.WENT_AWAY;
          String seen = place.map(name -> name + " has it").orElse("it is free");
          steps.add(Step.of(client.name(), "looks: " + seen, with(place, client.to(next))));
        }
        case SAW_IT_FREE -> steps.add(takes(client));
        case HAS_IT, WENT_AWAY -> {}
      }
    }
    return steps;
  }

  /** As it has to be. */
  List<Step<Check>> inOneStep() {
    List<Step<Check>> steps = new ArrayList<>();
    for (Client client : clients) {
      if (client.at() != At.HOME) continue;
      if (place.isEmpty()) steps.add(takes(client));
      else
        steps.add(Step.of(client.name(), "finds it taken", with(place, client.to(At.WENT_AWAY))));
    }
    return steps;
  }

  private Step<Check> takes(Client client) {
    return Step.of(
        client.name(), "takes it", with(Optional.of(client.name()), client.to(At.HAS_IT)));
  }

  private Check with(Optional<String> holder, Client changed) {
    List<Client> all = new ArrayList<>(clients);
    all.replaceAll(client -> client.name().equals(changed.name()) ? changed : client);
    return new Check(holder, List.copyOf(all));
  }

  /** The same with other names, when two clients change places. */
  List<Check> images() {
    Client first = clients.get(0);
    Client second = clients.get(1);
    Optional<String> holder =
        place.map(name ->
            name.equals(first.name())
                ? second.name()
                : name.equals(second.name()) ? first.name() : name);
    List<Client> swapped = new ArrayList<>(clients);
    swapped.set(0, new Client(first.name(), second.at()));
    swapped.set(1, new Client(second.name(), first.at()));
    return List.of(this, new Check(holder, List.copyOf(swapped)));
  }

  long holders() {
    return clients.stream().filter(client -> client.at() == At.HAS_IT).count();
  }
}
