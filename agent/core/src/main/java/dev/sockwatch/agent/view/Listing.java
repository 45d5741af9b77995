package dev.sockwatch.agent.view;

import dev.sockwatch.api.SocketGroupView;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.SocketSample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which open sockets a report lists one by one, and all of them counted: of very many the oldest of
 * each group, as many of each.
 *
 * @param sockets to be listed, oldest first
 * @param groups all, most first
 */
record Listing(List<SocketSample> sockets, List<SocketGroupView> groups) {
  private static final int MAX_GROUPS = 1_000;

  private record Key(
      String role, @Nullable TcpState state, @Nullable String callSite, String destination) {}

  private static final class Group {
    private int count;
    private int listed;
  }

  /** Lists at most {@code most} of them. */
  static Listing of(List<SocketSample> open, int most) {
    Map<Key, Group> groups = new LinkedHashMap<>();
    for (SocketSample socket : open) {
      groups.computeIfAbsent(keyOf(socket), key -> new Group()).count++;
    }
    int ofEach = open.size() <= most ? most : ofEach(groups, most);
    List<SocketSample> sorted = new ArrayList<>(open);
    sorted.sort(Comparator.comparingLong(SocketSample::id));
    List<SocketSample> listed = new ArrayList<>();
    for (SocketSample socket : sorted) {
      Group group = groups.get(keyOf(socket));
      if (group != null && group.listed < ofEach && listed.size() < most) {
        group.listed++;
        listed.add(socket);
      }
    }
    return new Listing(listed, views(groups));
  }

  /** The largest number of which every group can have as many. */
  private static int ofEach(Map<Key, Group> groups, int most) {
    int[] sizes = groups.values().stream().mapToInt(g -> g.count).sorted().toArray();
    int left = most;
    for (int i = 0; i < sizes.length; i++) {
      int share = left / (sizes.length - i);
      if (sizes[i] > share) {
        return Math.max(1, share);
      }
      left -= sizes[i];
    }
    return most;
  }

  private static Key keyOf(SocketSample socket) {
    String site = socket.opening() == null ? null : socket.opening().callSite();
    return new Key(socket.role().word(), socket.state(), site, socket.destination());
  }

  private static List<SocketGroupView> views(Map<Key, Group> groups) {
    List<SocketGroupView> views = new ArrayList<>();
    groups.forEach(
        (key, group) ->
            views.add(
                new SocketGroupView(
                    key.role(),
                    key.state() == null ? null : key.state().name(),
                    key.callSite(),
                    key.destination(),
                    group.count,
                    group.listed)));
    views.sort(Comparator.comparingLong(SocketGroupView::count).reversed());
    if (views.size() <= MAX_GROUPS) {
      return views;
    }
    List<SocketGroupView> few = new ArrayList<>(views.subList(0, MAX_GROUPS));
    List<SocketGroupView> rest = views.subList(MAX_GROUPS, views.size());
    few.add(
        new SocketGroupView(
            "any",
            null,
            null,
            rest.size() + " smaller groups",
            rest.stream().mapToLong(SocketGroupView::count).sum(),
            rest.stream().mapToLong(SocketGroupView::listed).sum()));
    return few;
  }
}
