# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# Where `make run` keeps everything, and how its server is found again. Sourced by run, stop and
# live, with the repository as the working directory.
#
#   $home/data          the server's folder: database and keys
#   $home/agent         the agent's folder: its key and its journal
#   $home/server.pid    the server that scripts/run started
#   $home/server.log    its log, and $home/server.out what it says to people
#   $home/listen        the address that it was given last
#   $home/client.json   the API client made for the curl lines (readable by the owner only)

# As the user wrote it, for messages; and absolute, for the programs.
home_shown=${THIMBLE_HOME:-.thimble}
home=$(realpath -m -- "$home_shown")
bin_shown=${THIMBLE_BIN:-.build/debug}
bin=$(realpath -m -- "$bin_shown")

# Prints the server's process id, if it runs. A number in a file proves nothing after a restart of
# the machine: the process must also be a server on this very folder.
server_pid() {
    local pid words
    [[ -r $home/server.pid ]] || return 1
    pid=$(<"$home/server.pid")
    [[ $pid =~ ^[0-9]+$ && -r /proc/$pid/cmdline ]] || return 1
    words=$({ tr '\0' ' ' <"/proc/$pid/cmdline"; } 2>/dev/null) || return 1
    [[ $words == *" serve "*" $home/data "* ]] || return 1
    printf '%s\n' "$pid"
}
