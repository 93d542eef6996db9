%% What Erlang/OTP takes for the rows of ./lab bench: the same rooms, the same numbers of calls, one VM a node.
%%
%%   erl -name m@127.0.0.1 -setcookie C -start_epmd false -kernel inet_dist_use_interface {127,0,0,1} -pa DIR \
%%       -noshell -run otp_bench main full local-call ...
%%
%% prints RESULT lines: the word, the peer, the row, the value and the unit, with tabs between.
-module(otp_bench).
-behaviour(gen_server).

-export([main/1, serve/0]).
-export([init/1, handle_call/3, handle_cast/2]).

-define(ROOMS, ["r1", "r2", "r3"]).
-define(PASSES, 5).

init([]) -> {ok, ?ROOMS}.

handle_call(get_rooms, _From, Rooms) -> {reply, Rooms, Rooms}.

handle_cast(_Message, Rooms) -> {noreply, Rooms}.

main([Size | Rows]) ->
    Share = case Size of "quick" -> 10; _ -> 1 end,
    lists:foreach(fun(Row) -> measure(list_to_atom(Row), Share) end, Rows),
    halt(0).

measure('local-call', Share) ->
    {ok, Server} = gen_server:start(?MODULE, [], []),
    passes('local-call', 100000 div Share, fun(Times) -> calls(Server, Times) end);
measure('local-cast-server', Share) ->
    {ok, Server} = gen_server:start(?MODULE, [], []),
    passes('local-cast-server', 300000 div Share, fun(Times) -> casts(Server, Times) end);
measure('start-server', Share) ->
    passes('start-server', 20000 div Share, fun start_servers/1);
measure(spawn, Share) ->
    passes(spawn, 100000 div Share, fun spawn_each/1);
measure('remote-call', Share) ->
    with_peers(["b"], fun([B]) ->
        passes('remote-call', 40000 div Share, fun(Times) -> calls(B, Times) end)
    end);
measure('remote-call-64', Share) ->
    with_peers(["b"], fun([B]) ->
        passes('remote-call-64', 200000 div Share, fun(Times) -> crowd(B, Times, 64) end)
    end);
measure('remote-cast-server', Share) ->
    with_peers(["b"], fun([B]) ->
        passes('remote-cast-server', 300000 div Share, fun(Times) -> casts(B, Times) end)
    end);
measure('multi-call', Share) ->
    with_peers(["b", "c", "e"], fun(Servers) ->
        Nodes = [Node || {_, Node} <- Servers],
        passes('multi-call', 10000 div Share, fun(Times) -> multi_calls(Nodes, Times) end)
    end);
measure(connect, Share) ->
    [round_of_connect() || _ <- lists:seq(1, rounds(Share))];
measure(mesh, Share) ->
    [round_of_mesh() || _ <- lists:seq(1, rounds(Share))];
measure('node-down', Share) ->
    Shell = open_port({spawn_executable, "/bin/sh"}, [stream]),
    [round_of_node_down(Shell) || _ <- lists:seq(1, rounds(Share))],
    port_close(Shell).

rounds(1) -> 7;
rounds(_) -> 2.

%% Many of a kind, timed together; the first two passes only warm up.

passes(Row, Times, Task) ->
    [Task(Times) || _ <- [1, 2]],
    [result(Row, timed(Task, Times) / Times / 1000, "us") || _ <- lists:seq(1, ?PASSES)].

timed(Task, Times) ->
    Begin = now_ns(),
    Task(Times),
    now_ns() - Begin.

now_ns() -> os:perf_counter(nanosecond).

result(Row, Value, Unit) ->
    io:format("RESULT\totp\t~s\t~.4f\t~s~n", [Row, float(Value), Unit]).

calls(_Server, 0) -> ok;
calls(Server, Times) ->
    ?ROOMS = gen_server:call(Server, get_rooms, 5000),
    calls(Server, Times - 1).

casts(Server, Times) ->
    [gen_server:cast(Server, "x") || _ <- lists:seq(1, Times)],
    calls(Server, 1).

crowd(Server, Times, Callers) ->
    Each = Times div Callers,
    Refs = [element(2, spawn_monitor(fun() -> calls(Server, Each) end)) || _ <- lists:seq(1, Callers)],
    [receive {'DOWN', Ref, process, _, normal} -> ok end || Ref <- Refs].

multi_calls(_Nodes, 0) -> ok;
multi_calls(Nodes, Times) ->
    {Replies, []} = gen_server:multi_call(Nodes, room_server, get_rooms, 5000),
    true = length(Replies) =:= length(Nodes),
    multi_calls(Nodes, Times - 1).

start_servers(Times) ->
    Servers = [element(2, gen_server:start(?MODULE, [], [])) || _ <- lists:seq(1, Times)],
    [exit(Server, kill) || Server <- Servers].

spawn_each(Times) ->
    Parent = self(),
    Live = fun() -> Parent ! runs, receive stop -> ok end end,
    Born = [begin Pid = spawn(Live), receive runs -> Pid end end || _ <- lists:seq(1, Times)],
    [exit(Pid, kill) || Pid <- Born].

%% Nodes that come and go, each round anew.

round_of_connect() ->
    X = start_peer("x"),
    Begin = now_ns(),
    true = net_kernel:connect_node(node_of("x")),
    result(connect, (now_ns() - Begin) / 1.0e6, "ms"),
    stop_peer(X).

round_of_mesh() ->
    X = start_peer("x"),
    true = net_kernel:connect_node(node_of("x")),
    C = start_peer("c"),
    ok = net_kernel:monitor_nodes(true),
    port_command(C, io_lib:format("connect ~s~n", [node_of("x")])),
    [Called] = moments(C, "called", 1),
    Here = receive {nodeup, Node} -> Node = node_of("c"), now_ns() end,
    There = moments(C, "up", 2) ++ moments(X, "up " ++ atom_to_list(node_of("c")), 1),
    result(mesh, (lists:max([Here | There]) - Called) / 1.0e6, "ms"),
    net_kernel:monitor_nodes(false),
    [stop_peer(Peer) || Peer <- [X, C]].

round_of_node_down(Shell) ->
    X = start_peer("x"),
    true = net_kernel:connect_node(node_of("x")),
    ok = net_kernel:monitor_nodes(true),
    timer:sleep(300),
    Begin = now_ns(),
    port_command(Shell, "kill -9 " ++ get({os_pid, X}) ++ "\n"),
    receive {nodedown, _} -> result('node-down', (now_ns() - Begin) / 1.0e6, "ms") end,
    net_kernel:monitor_nodes(false),
    await_end(X).

%% The lines of a peer that begin with some words, and the moments at their end.
moments(_Peer, _Words, 0) -> [];
moments(Peer, Words, Count) ->
    receive
        {Peer, {data, {eol, Line}}} ->
            case lists:prefix(Words, Line) of
                true -> [list_to_integer(lists:last(string:lexemes(Line, " "))) | moments(Peer, Words, Count - 1)];
                false -> moments(Peer, Words, Count)
            end
    after 10000 -> exit({no, Words})
    end.

with_peers(Names, Task) ->
    Peers = [start_peer(Name) || Name <- Names],
    [true = net_kernel:connect_node(node_of(Name)) || Name <- Names],
    Task([{room_server, node_of(Name)} || Name <- Names]),
    [stop_peer(Peer) || Peer <- Peers].

node_of(Name) -> list_to_atom(Name ++ "@127.0.0.1").

start_peer(Name) ->
    Args = ["-noshell", "-name", atom_to_list(node_of(Name)), "-setcookie", atom_to_list(erlang:get_cookie()),
            "-start_epmd", "false", "-kernel", "inet_dist_use_interface", "{127,0,0,1}", "-pa", filename:dirname(code:which(?MODULE)), "-s", "otp_bench", "serve"],
    Peer = open_port({spawn_executable, os:find_executable("erl")}, [{args, Args}, {line, 1000}, exit_status]),
    receive
        {Peer, {data, {eol, "ready " ++ OsPid}}} -> put({os_pid, Peer}, OsPid), timer:sleep(300), Peer
    after 30000 -> exit({does_not_start, Name})
    end.

%% A peer ends with its standard input; and waits until it has, for its name is used again.
stop_peer(Peer) ->
    port_command(Peer, "stop\n"),
    await_end(Peer).

await_end(Peer) ->
    receive {Peer, {exit_status, _}} -> ok after 10000 -> exit(does_not_stop) end,
    timer:sleep(100).

serve() ->
    {ok, _} = gen_server:start({local, room_server}, ?MODULE, [], []),
    spawn(fun() ->
        net_kernel:monitor_nodes(true),
        io:format("ready ~s~n", [os:getpid()]),
        tell_of_nodes()
    end),
    spawn(fun obey/0).

tell_of_nodes() ->
    receive
        {nodeup, Node} -> Moment = now_ns(), io:format("up ~s ~b~n", [Node, Moment]);
        {nodedown, _} -> ok
    end,
    tell_of_nodes().

obey() ->
    case io:get_line("") of
        "connect " ++ Name ->
            io:format("called ~b~n", [now_ns()]),
            net_kernel:connect_node(list_to_atom(string:trim(Name))),
            obey();
        _ -> halt(0)
    end.
