// SPDX-License-Identifier: Apache-2.0

/// The systemd unit of the agent, as the installation script writes it.
enum AgentUnit {
    /// The text of `packaging/thimble-agent.service`, byte for byte; a test keeps both equal.
    static let text = """
        [Unit]
        Description=Thimble agent
        Documentation=man:systemd.service(5)
        Wants=network-online.target
        After=network-online.target
        # A server that is away for a night is no reason to give up.
        StartLimitIntervalSec=0

        [Service]
        ExecStart=/usr/local/bin/thimble-agent run
        EnvironmentFile=-/etc/default/thimble-agent
        StateDirectory=thimble-agent
        StateDirectoryMode=0700
        UMask=0022
        # An installation that is under way goes on when the agent stops, and the next start reports it.
        KillMode=process
        # The agent ends when its own program was replaced (75), and is then to be started again.
        Restart=always
        RestartSec=10
        SuccessExitStatus=75
        # Wrong usage (2) and no enrolment (3) do not pass by themselves.
        RestartPreventExitStatus=2 3
        # Package managers and their scripts run below the agent and may do whatever root may: write
        # everywhere, mount, load modules, install programs with special permissions. So there is neither a
        # mount namespace nor a read-only folder here, and only what no installation needs is forbidden.
        LockPersonality=yes
        RestrictRealtime=yes
        KeyringMode=private

        [Install]
        WantedBy=multi-user.target

        """
}
