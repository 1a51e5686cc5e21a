// SPDX-License-Identifier: Apache-2.0

/// The parts of the script that are the same for every server.
extension InstallScript {
    static let head = #"""
        #!/bin/sh
        # SPDX-License-Identifier: Apache-2.0
        # Installs the Thimble agent on this machine, or removes it. Run it as root; it may be run
        # again at any time and changes only what is not yet as it should be:
        #
        #   1. fetches the agent for this machine and checks its SHA-256
        #   2. puts it at /usr/local/bin/thimble-agent
        #   3. makes this machine known to the server with the token
        #   4. writes the systemd unit thimble-agent.service, enables it and starts it
        set -eu

        """#

    static let usage = #"""
        program=/usr/local/bin/thimble-agent
        unit=/etc/systemd/system/thimble-agent.service
        state=/var/lib/thimble-agent

        usage() {
            cat <<'END_OF_USAGE'
        usage: sh install.sh --token T [options]
               sh install.sh --uninstall

          --token T         from `thimble enroll-token create`, which also decides site and group;
                            not needed on a machine that is enrolled
          --server URL      another address of the server
          --name NAME       the name to appear under, instead of the host's
          --pin SHA256      trust only the server certificate with this fingerprint; `none`: check
                            it as usual
          --ca-file FILE    trust server certificates of these authorities (PEM)
          --proxy URL       the HTTP proxy, or none; without it HTTPS_PROXY and HTTP_PROXY count
          --force           enrol again although the machine is enrolled
          --no-start        neither enable nor start the service
          --uninstall       stop the agent and remove it with all that it keeps

        Example: curl -fsSL https://patch.example.test/install.sh | sh -s -- --token T
        END_OF_USAGE
        }

        say() { printf 'thimble: %s\n' "$*"; }

        fail() {
            printf 'thimble: %s\n' "$*" >&2
            exit 1
        }

        misuse() {
            printf 'thimble: %s\n' "$*" >&2
            usage >&2
            exit 2
        }

        parse() {
            token= server= name= pin= authorities= proxy= force= start=yes action=install
            while [ $# -gt 0 ]; do
                case $1 in
                    --token | --server | --name | --pin | --ca-file | --proxy)
                        [ $# -ge 2 ] && [ -n "$2" ] || misuse "$1 needs a value"
                        case $1 in
                            --token) token=$2 ;;
                            --server) server=${2%/} ;;
                            --name) name=$2 ;;
                            --pin) pin=$2 ;;
                            --ca-file) authorities=$2 ;;
                            --proxy) proxy=$2 ;;
                        esac
                        shift 2
                        ;;
                    --force) force=yes && shift ;;
                    --no-start) start= && shift ;;
                    --uninstall) action=uninstall && shift ;;
                    --help | -h) action=help && shift ;;
                    --group | --site)
                        misuse "$1 belongs to the token: thimble enroll-token create $1 …"
                        ;;
                    *) misuse "unknown option $1" ;;
                esac
            done
            if [ -z "$server" ]; then
                server=$default_server
                # Another address may lead to the server through something else's certificate.
                [ -n "$pin" ] || [ -n "$authorities" ] || pin=$default_pin
            fi
            [ "$pin" = none ] && pin=
            [ -z "$pin" ] || [ -z "$authorities" ] || misuse "--pin and --ca-file exclude each other"
            case $server in
                https://*) ;;
                http://*) [ -z "$pin$authorities" ] || misuse "$server has no certificate" ;;
                *) misuse "$server does not begin with https:// or http://" ;;
            esac
        }

        """#

    static let tools = #"""
        require_system() {
            [ "$(id -u)" = 0 ] || fail "this must be run as root: it installs a service"
            [ "$(uname -s)" = Linux ] || fail "there is no installation for $(uname -s), only Linux"
            for manager in apt-get dnf zypper; do
                command -v "$manager" >/dev/null 2>&1 && return
            done
            fail "none of apt, dnf and zypper is here: this system is not supported"
        }

        has_systemd() { [ -d /run/systemd/system ] && command -v systemctl >/dev/null 2>&1; }

        is_enrolled() { [ -s "$state/identity.json" ]; }

        # Fetches $1 into the file $2. A pinned certificate needs no check here: what comes is
        # compared with the SHA-256 that this script carries.
        fetch() {
            if command -v curl >/dev/null 2>&1; then
                set -- "$1" --fail --silent --show-error --location --retry 3 --output "$2"
                [ -z "$pin" ] || set -- "$@" --insecure
                [ -z "$authorities" ] || set -- "$@" --cacert "$authorities"
                case $proxy in
                    '') ;;
                    none) set -- "$@" --noproxy '*' ;;
                    *) set -- "$@" --proxy "$proxy" ;;
                esac
                curl "$@"
            elif command -v wget >/dev/null 2>&1; then
                set -- "$1" --quiet --tries 3 --output-document "$2"
                [ -z "$pin" ] || set -- "$@" --no-check-certificate
                [ -z "$authorities" ] || set -- "$@" --ca-certificate "$authorities"
                case $proxy in
                    '') wget "$@" ;;
                    none) wget --no-proxy "$@" ;;
                    *) http_proxy=$proxy https_proxy=$proxy wget "$@" ;;
                esac
            else
                fail "curl or wget is needed"
            fi
        }

        sha256_of() {
            if command -v sha256sum >/dev/null 2>&1; then
                sha256sum <"$1" | cut -d ' ' -f 1
            elif command -v openssl >/dev/null 2>&1; then
                openssl dgst -sha256 -r <"$1" | cut -d ' ' -f 1
            else
                fail "sha256sum or openssl is needed"
            fi
        }

        """#

    static let installation = #"""
        install_program() {
            machine=$(uname -m)
            choose_program "$machine"
            [ -n "$digest" ] || fail "the server has no agent for $machine; it has: ${machines:-none}"
            if [ -x "$program" ] && [ "$(sha256_of "$program")" = "$digest" ]; then
                say "$program is version $version already"
                return
            fi
            mkdir -p "${program%/*}"
            draft=$(mktemp "$program.XXXXXX")
            trap 'rm -f "$draft"' EXIT
            say "fetching the agent, version $version for $machine, from $server"
            fetch "$server/agent/v1/program/$digest" "$draft" || fail "the agent could not be fetched"
            found=$(sha256_of "$draft")
            [ "$found" = "$digest" ] || fail "what came is not the agent: its SHA-256 is $found"
            chmod 755 "$draft"
            "$draft" --version >/dev/null || fail "the agent does not start on this system"
            mv -f "$draft" "$program"
            trap - EXIT
            # Labels of SELinux follow the place, not the draft.
            if command -v restorecon >/dev/null 2>&1; then restorecon "$program" || :; fi
            changed=yes
            say "installed $program"
        }

        enrol() {
            if is_enrolled && [ -z "$force" ]; then
                say "this machine is enrolled already; --force enrols it again"
                return
            fi
            # What runs holds the lock of the state folder.
            if has_systemd; then systemctl stop thimble-agent.service 2>/dev/null || :; fi
            set -- enroll --server "$server" --token "$token" --state "$state"
            [ -z "$name" ] || set -- "$@" --name "$name"
            [ -z "$pin" ] || set -- "$@" --pin "$pin"
            [ -z "$authorities" ] || set -- "$@" --ca-file "$authorities"
            [ -z "$proxy" ] || set -- "$@" --proxy "$proxy"
            [ -z "$force" ] || set -- "$@" --force
            "$program" "$@" || fail "the machine could not be enrolled"
            changed=yes
        }

        """#

    static let service = #"""
        install_service() {
            if ! has_systemd; then
                say "there is no systemd here: have $program run started with the machine, as root"
                return
            fi
            if [ "$(cat "$unit" 2>/dev/null)" != "$(unit_text)" ]; then
                unit_text >"$unit.new"
                chmod 644 "$unit.new"
                mv -f "$unit.new" "$unit"
                systemctl daemon-reload || fail "systemd does not answer; $unit is written"
                changed=yes
                say "wrote $unit"
            fi
            if [ -z "$start" ]; then
                say "start it with: systemctl enable --now thimble-agent.service"
                return
            fi
            systemctl enable --quiet thimble-agent.service
            if [ -n "$changed" ]; then
                systemctl restart thimble-agent.service
            else
                systemctl start thimble-agent.service
            fi
            say "thimble-agent.service runs; its log: journalctl -u thimble-agent.service"
        }

        uninstall() {
            [ "$(id -u)" = 0 ] || fail "this must be run as root: it removes a service"
            if has_systemd && [ -e "$unit" ]; then
                systemctl disable --quiet --now thimble-agent.service || :
                rm -f "$unit"
                systemctl daemon-reload || :
            fi
            rm -f "$unit" "$program" "$program.new" "$program.previous"
            rm -rf "$state"
            say "the agent and all that it kept are removed; the server keeps the device"
        }

        """#

    static let main = #"""
        main() {
            parse "$@"
            case $action in
                help) usage && return ;;
                uninstall) uninstall && return ;;
            esac
            require_system
            if [ -z "$token" ] && { [ -n "$force" ] || ! is_enrolled; }; then
                misuse "--token is needed: make one with thimble enroll-token create"
            fi
            changed=
            install_program
            enrol
            install_service
        }

        main "$@"

        """#
}
