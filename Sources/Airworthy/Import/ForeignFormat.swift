/// Files of other tools that a checklist can be made from.
public enum ForeignFormat: String, Sendable, Hashable, CaseIterable {
    /// A gossfile: goss 0.3 and 0.4.
    case goss
    /// A Preflight, HostPreflight or SupportBundle of troubleshoot.sh.
    case troubleshoot
    /// An experiment of Chaos Toolkit.
    case chaostoolkit
}
