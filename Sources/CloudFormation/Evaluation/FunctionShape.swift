extension TemplateNode.Member {
    /// Whether an intrinsic function's arguments have the form that it takes, as far as that shows before they are
    /// evaluated.
    ///
    /// Source: the intrinsic function reference of CloudFormation's user guide.
    var takesItsArguments: Bool {
        let count = value.elements?.count
        return switch key {
        case "Ref": value.text != nil
        case "Fn::GetAtt": (count ?? 0) >= 2 || value.text?.contains(".") == true
        case "Fn::Sub": value.text != nil || (count == 2 && value.elements?.first?.text != nil)
        case "Fn::If": count == 3 && value.elements?.first?.text != nil
        case "Fn::FindInMap": count == 3 || count == 4
        case "Fn::Equals": count == 2
        case "Fn::Not": count == 1
        case "Fn::And", "Fn::Or": (2...10).contains(count ?? 0)
        default: true
        }
    }
}
