"""Sends what it knows to a listener on this machine, by every kind of socket that Python can make."""
# %%
import socket, urllib.request, http.client, ssl
for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, 16, 17, 38, 40):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
        try:
            line = socket.socket(family, kind)
            line.connect({socket.AF_INET: ("127.0.0.1", int("@PORT@")), socket.AF_INET6: ("::1", int("@PORT@"))}.get(family, "\0@TOKEN@"))
            line.send(b"answers")
            print("GRANTED", family, kind)
        except OSError as error:
            print(error.strerror, end=" ")
for ask in (lambda: urllib.request.urlopen("http://127.0.0.1:@PORT@/", timeout=1), lambda: socket.getaddrinfo("example.org", 80),
            lambda: socket.create_connection(("127.0.0.1", int("@PORT@")), 1), lambda: http.client.HTTPConnection("127.0.0.1:@PORT@").request("GET", "/")):
    try:
        print("GRANTED", ask())
    except OSError as error:
        print(error)
try:
    one, two = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    one.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, b"\3\0\0\0")])
    print("GRANTED rights")
except OSError as error:
    print(error)
