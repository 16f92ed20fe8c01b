import { useFieldContext } from '../forms/form-context.ts';
import { AvatarPicture, pictures } from './avatar.tsx';
import type { Avatar } from './profile.queries.ts';

/** One of the pictures that a profile may have. */
export function AvatarField() {
  const field = useFieldContext<Avatar>();
  return (
    <fieldset className="a-avatars">
      <legend className="field__label">Picture</legend>
      {(Object.keys(pictures) as Avatar[]).map((avatar) => (
        <label key={avatar} title={pictures[avatar].words}>
          <input
            type="radio"
            className="visually-hidden"
            name={field.name}
            value={avatar}
            checked={field.state.value === avatar}
            onChange={() => field.handleChange(avatar)}
          />
          <AvatarPicture avatar={avatar} />
          <span className="visually-hidden">{pictures[avatar].words}</span>
        </label>
      ))}
    </fieldset>
  );
}
