public import CloudFormation

extension Synthesis {
    /// Tells what the app and its plug-ins say against stacks.
    ///
    /// - Parameter stacks: those that are meant; as for `cdk synth` those of no stage, and those that are validated in any
    ///   case, if nobody chose any.
    /// - Throws: `SynthesisError.invalid` if nothing may be deployed with that.
    public func check(_ stacks: [StackArtifact]? = nil, telling say: (String) -> Void) throws(SynthesisError) {
        let usual = assembly.stacks + assembly.nested.flatMap(\.allStacks).filter(\.isValidatedOnSynth)
        let findings = assembly.findings(in: stacks ?? usual)
        for line in findings.flatMap(\.lines) { say(line) }
        if findings.contains(where: \.isFailure) { throw .invalid }
    }
}
